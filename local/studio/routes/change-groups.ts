import { textsOf } from '../read/body.ts';
import { badRequest } from './local-route-error.ts';
import { userAction } from './user-action.ts';

/** Body of `POST .../users/NAME/groups`. */
export interface ChangeGroupsInput {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/** Puts a user into groups and takes it out of others. */
export const changeGroups = userAction({
  name: 'groups',
  about:
    'Puts a user into the groups `add` of the body and takes it out of `remove`; tokens that are out keep what they say ' +
    '(AdminAddUserToGroup, AdminRemoveUserFromGroup). `ChangeGroupsInput`',
  members: ['add', 'remove'] satisfies (keyof ChangeGroupsInput)[],
  calls(body) {
    const add = textsOf(body, 'add') ?? [];
    const remove = textsOf(body, 'remove') ?? [];
    if (add.length + remove.length === 0) {
      throw badRequest('The body names no group: it has add, remove or both, lists of names.');
    }
    return [
      ...add.map((GroupName) => ['AdminAddUserToGroup', { GroupName }] as const),
      ...remove.map((GroupName) => ['AdminRemoveUserFromGroup', { GroupName }] as const),
    ];
  },
});
