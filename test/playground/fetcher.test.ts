import { expect, test } from 'vitest';
import type { Client } from 'user-manager-client';
import { GraphqlRequestError } from 'user-manager-client';
import { createFetcher } from '../../playground/fetcher.ts';
import { CODE, PERSON } from '../../playground/placeholders.ts';
import { Subscriptions } from '../../playground/subscriptions.ts';
import { EN } from '../../playground/texts/en.ts';

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

interface Given {
  readonly variables?: object;
  readonly person?: string | null;
  readonly code?: string | null;
  readonly subscriptions?: Subscriptions;
}

async function run(
  client: Client | null,
  query: string,
  given: Given & { operationName?: string } = {},
) {
  const { variables, operationName, person = 'p1', code = '123456' } = given;
  const fetcher = createFetcher({
    client,
    placeholders: { person, code: () => Promise.resolve(code) },
    subscriptions: given.subscriptions ?? new Subscriptions(),
    says: EN.editorErrors,
  });
  return fetcher({
    query,
    ...(operationName ? { operationName } : {}),
    ...(variables ? { variables } : {}),
  });
}

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
  expect(await run(client, document, { operationName: 'A' })).toEqual({
    data: { me: { id: '1' } },
  });
  expect(sent[0]).toContain('query A');
  expect(sent[0]).toContain('fragment F');
  expect(sent[0]).not.toContain('query B');
});

test('createFetcher: takes the only operation when the editor still names that of another tab', async () => {
  const sent: string[] = [];
  const client = clientWith({
    subscribe: (text: string) => {
      sent.push(text);
      return { next: () => Promise.resolve({ done: true, value: undefined }), unsubscribe() {} };
    },
  });
  await run(client, 'subscription OnUserChange { onUserChange { type } }', { operationName: 'Me' });
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
  const query = 'subscription S { onUserCreated { at } }';
  const events = (await run(client, query)) as AsyncIterator<unknown>;
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
  const query = 'subscription { onUserCreated { at } }';
  const events = (await run(client, query)) as AsyncIterator<unknown>;
  expect(await events.next()).toEqual({
    done: false,
    value: { data: { onUserCreated: { at: 'now' } } },
  });
  expect(await events.next()).toMatchObject({
    value: { errors: [{ message: 'no', errorType: 'Unauthorized' }] },
  });
});

test('createFetcher: puts in whom somebody picked, and the newest code', async () => {
  const sent: unknown[] = [];
  const client = clientWith({
    query: (_text: string, variables: unknown) => {
      sent.push(variables);
      return Promise.resolve({});
    },
  });
  const variables = { input: { id: PERSON, tags: [PERSON, 'kept'] }, code: CODE, limit: 1 };
  await run(client, '{ a }', { variables });
  expect(sent).toEqual([{ input: { id: 'p1', tags: ['p1', 'kept'] }, code: '123456', limit: 1 }]);
  for (const [missing, reason] of [
    [{ person: null }, 'Pick a person'],
    [{ code: null }, 'No mail with a code'],
  ] as const) {
    expect(await run(client, '{ a }', { variables, ...missing })).toMatchObject({
      errors: [{ message: expect.stringContaining(reason) as string }],
    });
  }
  expect(sent).toHaveLength(1);
});
