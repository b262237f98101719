import { expect } from 'vitest';
import {
  CreateUserDocument,
  GetUserDocument,
  ListUsersDocument,
} from '../../generated/client-operations.ts';
import type { Caller } from './graphql.ts';
import { createUserAs } from './lives.ts';
import { freshEmail } from './running-system.ts';

/** Indexes must lag by more than this takes. */
export async function readLaggingIndexes(caller: Caller): Promise<void> {
  const email = freshEmail('late');
  const id = await createUserAs(caller, { email });
  expect((await caller.data(GetUserDocument, { id })).getUser?.email).toBe(email);
  const again = { email, firstName: 'Ada', lastName: 'Byron' };
  const { body } = await caller.send(CreateUserDocument, { input: again });
  expect(body.errors?.[0]?.errorType).toBe('EmailTaken');
  const { listUsers } = await caller.data(ListUsersDocument, { filter: { emailPrefix: email } });
  expect(listUsers.items).toEqual([]);
}
