import type { RootName } from './operations.ts';

/** When a field asks an administrator for a fresh sign-in. */
export type Freshness =
  | 'always'
  /** Where the input names a role, of somebody who has one. */
  | 'anyRole'
  /** Where somebody new becomes ADMIN. */
  | 'newAdmin';

/** What nobody can take back, and what gives rights away: a stolen session alone must not do it. */
export const FRESH = {
  'Mutation.createUser': 'newAdmin',
  'Mutation.updateUser': 'anyRole',
  'Mutation.resetFactors': 'always',
  'Mutation.deleteUser': 'always',
  'Mutation.purgeUser': 'always',
} as const satisfies Readonly<Partial<Record<RootName, Freshness>>>;
