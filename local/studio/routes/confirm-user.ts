import { userAction } from './user-action.ts';

/** Confirms a sign-up without its code. */
export const confirmUser = userAction({
  name: 'confirm',
  about: 'Confirms a sign-up without its code (AdminConfirmSignUp)',
  members: [],
  calls: () => [['AdminConfirmSignUp', {}]],
});
