import { userAction } from './user-action.ts';

/** Lets a user sign in again. */
export const enableUser = userAction({
  name: 'enable',
  about: 'Lets a disabled user sign in again (AdminEnableUser)',
  members: [],
  calls: () => [['AdminEnableUser', {}]],
});
