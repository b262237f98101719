/** The two people everybody may sign in as on the local system. Public, as is all of the local system. */
export const SIGN_INS = [
  { email: 'admin@example.com', password: 'Admin-local-1!', role: 'ADMIN' },
  { email: 'member@example.com', password: 'Member-local-1!', role: 'MEMBER' },
] as const satisfies readonly SignIn[];

/** How somebody signs in on the local system. */
export interface SignIn {
  readonly email: string;
  readonly password: string;
  readonly role: 'ADMIN' | 'MEMBER';
}
