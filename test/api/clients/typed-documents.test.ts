import { Client, fetchExchange } from '@urql/core';
import { GraphQLClient } from 'graphql-request';
import { expect, expectTypeOf, test } from 'vitest';
import { GetUserByEmailDocument, MeDocument } from 'user-manager-client/operations';
import { runningSystem } from '../../support/running-system.ts';

// Amplify and Apollo take them in their journeys beside.
const system = runningSystem();
const email = 'member@example.com';

test('urql: runs our documents with their types', async () => {
  const { token } = await system.admin();
  const client = new Client({
    url: system.outputs.graphqlUrl,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: token } },
    exchanges: [fetchExchange],
  });
  const { data, error } = await client.query(GetUserByEmailDocument, { email }).toPromise();
  expect(error).toBeUndefined();
  expect(data?.getUserByEmail?.email).toBe(email);
  expectTypeOf(data?.getUserByEmail?.version).toEqualTypeOf<number | undefined>();
});

test('graphql-request: runs our documents with their types', async () => {
  const { token } = await system.admin();
  const client = new GraphQLClient(system.outputs.graphqlUrl, {
    headers: { authorization: token },
  });
  const { getUserByEmail } = await client.request(GetUserByEmailDocument, { email });
  expect(getUserByEmail?.email).toBe(email);
  const { me } = await client.request(MeDocument);
  expectTypeOf(me?.role).toEqualTypeOf<'ADMIN' | 'MEMBER' | undefined>();
  expect(me?.role).toBe('ADMIN');
});
