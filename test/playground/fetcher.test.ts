import { expect, test } from 'vitest';
import type { Client } from 'user-manager-client';
import { GraphqlRequestError } from 'user-manager-client';
import { createFetcher } from '../../playground/fetcher.ts';

/** A client whose API is played by two functions. */
function clientWith(parts: { query?: unknown; subscribe?: unknown }): Client {
  const unused = () => Promise.reject(new Error('not expected'));
  return {
    query: unused,
    mutate: unused,
    subscribe: unused,
    reconnect() {},
    close() {},
    ...parts,
  } as Client;
}

const run = (client: Client | null, query: string, operationName?: string) =>
  createFetcher(client)({ query, ...(operationName ? { operationName } : {}) });

test('createFetcher: asks to sign in while nobody is', async () => {
  expect(await run(null, '{ me { id } }')).toMatchObject({
    errors: [{ message: 'Sign in first, in the panel beside.' }],
  });
});

test('createFetcher: sends the one operation that is meant, with its fragments', async () => {
  const sent: string[] = [];
  const client = clientWith({
    query: (text: string) => {
      sent.push(text);
      return Promise.resolve({ me: { id: '1' } });
    },
  });
  const document =
    'query A { me { ...F } } query B { me { id } } fragment F on User { email } fragment G on User { id }';
  expect(await run(client, document, 'A')).toEqual({ data: { me: { id: '1' } } });
  expect(sent[0]).toContain('query A');
  expect(sent[0]).toContain('fragment F');
  expect(sent[0]).not.toContain('query B');
});

test('createFetcher: takes the only operation when the editor still names that of another tab', () => {
  const sent: string[] = [];
  const client = clientWith({
    subscribe: (text: string) => {
      sent.push(text);
      return { next: () => Promise.resolve({ done: true, value: undefined }), unsubscribe() {} };
    },
  });
  void run(client, 'subscription OnUserChange { onUserChange { type } }', 'Me');
  expect(sent).toHaveLength(1);
});

test("createFetcher: shows errors in the API's own form, with partial data", async () => {
  const errors = [{ message: 'gone', errorType: 'NotFound', path: ['a'] }];
  const client = clientWith({
    query: () => Promise.reject(new GraphqlRequestError(errors, { data: { b: 1 } })),
  });
  expect(await run(client, '{ a b }')).toEqual({ data: { b: 1 }, errors });
});

test('createFetcher: shows what went wrong outside of the API', async () => {
  const client = clientWith({ query: () => Promise.reject(new Error('cannot be reached')) });
  expect(await run(client, '{ a }')).toEqual({
    data: null,
    errors: [{ message: 'cannot be reached' }],
  });
});

test('createFetcher: stopping a subscription that waits for an event ends it at once', async () => {
  let ended = false;
  const waiting = Promise.withResolvers<IteratorResult<unknown>>();
  const client = clientWith({
    subscribe: () => ({
      next: () => waiting.promise,
      unsubscribe() {
        ended = true;
        waiting.resolve({ done: true, value: undefined });
      },
    }),
  });
  const events = run(client, 'subscription S { onUserCreated { at } }') as AsyncIterator<unknown>;
  const next = events.next();
  await events.return?.();
  expect(ended).toBe(true);
  expect(await next).toEqual({ done: true, value: undefined });
});

test('createFetcher: shows events, and the refusal of a subscription', async () => {
  const results = [
    Promise.resolve({ done: false, value: { onUserCreated: { at: 'now' } } }),
    Promise.reject(new GraphqlRequestError([{ message: 'no', errorType: 'Unauthorized' }])),
  ];
  results[1]?.catch(() => {});
  const client = clientWith({
    subscribe: () => ({ next: () => results.shift(), unsubscribe() {} }),
  });
  const events = run(client, 'subscription { onUserCreated { at } }') as AsyncIterator<unknown>;
  expect(await events.next()).toEqual({
    done: false,
    value: { data: { onUserCreated: { at: 'now' } } },
  });
  expect(await events.next()).toMatchObject({
    value: { errors: [{ message: 'no', errorType: 'Unauthorized' }] },
  });
});
