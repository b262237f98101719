import { signInWithPassword, signInWithSrp, type PoolClient } from './pool-client.ts';
import { POOL_ID } from './seed.ts';

/** A pool under measurement. */
export interface Pool {
  readonly client: PoolClient;
  /** Addresses of users who can sign in. */
  readonly signers: readonly string[];
  /** The token of a page in the middle of the pool. */
  readonly middle: string;
}

interface Operation {
  readonly title: string;
  /** How often in one round. */
  readonly times: number;
  run(pool: Pool, email: string): Promise<unknown>;
}

const PAGE = { UserPoolId: POOL_ID, Limit: 20 } as const;

/** What is measured, in the order of the table. */
export const OPERATIONS = {
  password: {
    title: 'sign-in, USER_PASSWORD_AUTH',
    times: 40,
    run: ({ client }, email) => signInWithPassword(client, email),
  },
  srp: {
    title: 'sign-in, USER_SRP_AUTH',
    times: 10,
    run: ({ client }, email) => signInWithSrp(client, email),
  },
  getUser: {
    title: 'AdminGetUser by e-mail address',
    times: 20,
    run: ({ client }, email) =>
      client.call('AdminGetUser', { UserPoolId: POOL_ID, Username: email }),
  },
  firstPage: {
    title: 'ListUsers, first page of 20',
    times: 20,
    run: ({ client }) => client.call('ListUsers', PAGE),
  },
  middlePage: {
    title: 'ListUsers, a page of 20 in the middle',
    times: 20,
    run: ({ client, middle }) => client.call('ListUsers', { ...PAGE, PaginationToken: middle }),
  },
  prefix: {
    title: 'ListUsers, 20 by the start of the e-mail address',
    times: 20,
    run: ({ client }) => client.call('ListUsers', { ...PAGE, Filter: 'email ^= "user0000"' }),
  },
} as const satisfies Readonly<Record<string, Operation>>;

/** One of the calls of a sign-in. */
export type OperationName = keyof typeof OPERATIONS;

export const OPERATION_NAMES = Object.keys(OPERATIONS) as readonly OperationName[];

/** Turns pages until the middle of a pool of that size. */
export async function findMiddle(client: PoolClient, size: number): Promise<string> {
  let token: string | undefined;
  for (let seen = 0; seen < size / 2; seen += PAGE.Limit) {
    const answer: { PaginationToken?: string } = await client.call('ListUsers', {
      ...PAGE,
      PaginationToken: token,
    });
    token = answer.PaginationToken;
  }
  if (token === undefined) throw new Error(`A pool of ${size} users has no page in the middle`);
  return token;
}
