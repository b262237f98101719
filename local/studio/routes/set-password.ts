import { textOf } from '../read/body.ts';
import { userAction } from './user-action.ts';

/** Body of `POST .../users/NAME/password`. */
export interface SetPasswordInput {
  readonly password: string;
  /** Whether it has to be changed at the next sign-in. @default false */
  readonly temporary?: boolean;
}

/** Sets a password. */
export const setPassword = userAction({
  name: 'password',
  about:
    "Sets `password` of the body by the pool's policy, with `temporary: true` until the next sign-in " +
    '(AdminSetUserPassword). `SetPasswordInput`',
  members: ['password', 'temporary'] satisfies (keyof SetPasswordInput)[],
  calls: (body) => [
    [
      'AdminSetUserPassword',
      { Password: textOf(body, 'password'), Permanent: body['temporary'] !== true },
    ],
  ],
});
