import { userAction } from './user-action.ts';

/** Keeps a user out. */
export const disableUser = userAction({
  name: 'disable',
  about: 'Keeps a user from signing in (AdminDisableUser)',
  members: [],
  calls: () => [['AdminDisableUser', {}]],
});
