import { defineAction } from '../protocol/action.ts';
import { list, object } from '../protocol/shape.ts';
import { readAttributeNames } from '../users/attributes.ts';
import { changeAttributes } from '../users/directory.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserAttributes.html */
export const DeleteUserAttributes = defineAction({
  name: 'DeleteUserAttributes',
  access: 'public',
  input: object({
    UserAttributeNames: list(fields.attributeName),
    AccessToken: fields.token,
  }),
  async run(services, request) {
    const { pool, client, user } = await requireHolder(services, request.AccessToken);
    const changes = readAttributeNames(pool, request.UserAttributeNames, client);
    changeAttributes(services, pool, user, changes);
    return {};
  },
});
