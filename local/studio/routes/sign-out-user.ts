import { userAction } from './user-action.ts';

/** Ends all sessions of a user. */
export const signOutUser = userAction({
  name: 'sign-out',
  about: 'Ends all sessions of a user (AdminUserGlobalSignOut)',
  members: [],
  calls: () => [['AdminUserGlobalSignOut', {}]],
});
