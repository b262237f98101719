import { withHttpAnswers } from 'appsync-on-a-laptop/testing/http-answers';
import type { HttpAnswers } from 'appsync-on-a-laptop/testing/http-answers';
import { afterEach, describe, expect, test } from 'vitest';
import type { Client } from '../index.ts';
import {
  createClient,
  CreateUserDocument,
  ExportUserDocument,
  ListUsersDocument,
  textOf,
  tokenAuth,
  UserHistoryDocument,
} from '../index.ts';

let server: HttpAnswers;
afterEach(() => server.stop());

async function clientThatHears(data: unknown): Promise<Client> {
  server = await withHttpAnswers(() => ({ body: { data } }));
  const graphqlUrl = `${server.url}/graphql`;
  return createClient({ graphqlUrl, realtimeUrl: graphqlUrl, auth: tokenAuth('token') });
}

const sent = () =>
  (JSON.parse(server.requests[0]?.body ?? '') as { variables: { input: unknown } }).variables.input;

describe('attributes', () => {
  test('answers: are parsed wherever a user stands', async () => {
    const items = [
      { id: '1', attributes: '{"team":"Ops","n":[1,null]}' },
      { id: '2', attributes: null },
    ];
    const client = await clientThatHears({ listUsers: { items, nextToken: null } });
    const { listUsers } = await client.query(ListUsersDocument);
    expect(listUsers.items.map(({ attributes }) => attributes)).toEqual([
      { team: 'Ops', n: [1, null] },
      null,
    ]);
  });

  test('variables: an object is sent as text, a text as it is', async () => {
    const person = { email: 'a@b.example', firstName: 'A', lastName: 'B' };
    const client = await clientThatHears({ createUser: null });
    await client.mutate(CreateUserDocument, { input: { ...person, attributes: { a: [1] } } });
    expect(sent()).toEqual({ ...person, attributes: '{"a":[1]}' });
    await server.stop();
    const other = await clientThatHears({ createUser: null });
    await other.mutate(CreateUserDocument, { input: { ...person, attributes: '{"a":1,"a":2}' } });
    expect(sent()).toEqual({ ...person, attributes: '{"a":1,"a":2}' });
  });

  test('documents of others: get what AppSync sends', async () => {
    const client = await clientThatHears({ listUsers: { items: [{ attributes: '{}' }] } });
    expect(await client.query(textOf(ListUsersDocument))).toEqual({
      listUsers: { items: [{ attributes: '{}' }] },
    });
  });
});

test('history: from and to are the values themselves', async () => {
  const changes = [
    { field: 'firstName', from: null, to: '"Ann"' },
    { field: 'attributes', from: '{"a":1}', to: null },
  ];
  const client = await clientThatHears({ getUser: { id: '1', history: { items: [{ changes }] } } });
  const { getUser } = await client.query(UserHistoryDocument, { id: '1' });
  expect(getUser?.history?.items[0]?.changes).toEqual([
    { field: 'firstName', from: null, to: 'Ann' },
    { field: 'attributes', from: { a: 1 }, to: null },
  ]);
});

test('exportUser: is an object, whose nextToken asks for the next part', async () => {
  const client = await clientThatHears({ exportUser: '{"record":{},"nextToken":"n"}' });
  const { exportUser } = await client.query(ExportUserDocument, { id: '1', nextToken: null });
  expect(exportUser).toEqual({ record: {}, nextToken: 'n' });
});
