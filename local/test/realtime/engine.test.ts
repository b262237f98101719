import { afterEach, describe, expect, test } from 'vitest';

import { apiKeyContext, code, createTestApi } from '../support/appsync-api.ts';
import { startMessage } from '../../testing/realtime-client.ts';
import { CALLER, withRealtime } from '../../testing/with-realtime.ts';
import type { RealtimeHarness } from '../../testing/with-realtime.ts';

const schema = /* GraphQL */ `
  enum Kind {
    BIG
    SMALL
  }
  type Item {
    id: ID!
    n: Int
    kind: Kind
    flag: Boolean
    tags: [String!]
    secret: String
  }
  type Query {
    item: Item
  }
  type Mutation {
    change(id: ID!, n: Int, kind: Kind, flag: Boolean, tags: [String!], secret: String): Item
  }
  type Subscription {
    onItem(id: ID, n: Int, kind: Kind, flag: Boolean): Item @aws_subscribe(mutations: ["change"])
    onFiltered(id: ID): Item @aws_subscribe(mutations: ["change"])
    onTagged(filter: String): Item @aws_subscribe(mutations: ["change"])
  }
`;

const resolvers = {
  'Mutation.change': code('return { payload: ctx.args };'),
  'Subscription.onFiltered': code(
    'return { payload: null };',
    `extensions.setSubscriptionFilter({ filterGroup: [
      { filters: [{ fieldName: 'n', operator: 'gt', value: 10 }] },
      { filters: [{ fieldName: 'tags', operator: 'containsAny', value: ['hot', 'new'] }] },
    ] }); return null;`,
  ),
  'Subscription.onTagged': code(
    'return { payload: null };',
    `extensions.setSubscriptionFilter(
      util.transform.toSubscriptionFilter(JSON.parse(ctx.args.filter))); return null;`,
  ),
};

let harness: RealtimeHarness;
afterEach(() => harness.stop());

/** The real engine behind the real protocol. */
async function open() {
  const api = createTestApi({ schema, resolvers });
  harness = await withRealtime({
    subscribe: (request, context) =>
      api.engine.subscribe(request, { ...apiKeyContext, ...context }),
    authenticate: () => Promise.resolve(CALLER),
  });
  const client = await harness.open();
  return {
    client,
    /** Runs the mutation and publishes what it answered. */
    async change(text: string) {
      const done = api.published.length;
      const query = `mutation { ${text} }`;
      const { body } = await api.engine.execute({ query }, apiKeyContext);
      expect(body.errors).toBeUndefined();
      for (const event of api.published.slice(done)) harness.realtime.publisher.publish(event);
    },
  };
}

const ALL = '{ id n kind flag tags secret }';

/** Three items, each another one in every field; then one without anything but its id. */
const CHANGES = [
  `change(id: "1", n: 1, kind: BIG, flag: true, tags: ["hot"]) ${ALL}`,
  `change(id: "2", n: 20, kind: SMALL, flag: false, tags: ["old"]) ${ALL}`,
  `change(id: "3", n: 3, kind: SMALL, tags: ["old", "new"]) ${ALL}`,
  `change(id: "4", n: 4, kind: BIG, flag: true, tags: ["hot"]) { id }`,
];

/** Which of the items a subscription hears of. */
async function heardBy(query: string, variables: Readonly<Record<string, unknown>>) {
  const { client, change } = await open();
  client.send(startMessage('tested', query, { variables }));
  expect(await client.next()).toEqual({ id: 'tested', type: 'start_ack' });
  client.send(startMessage('end', 'subscription { onItem(id: "end") { id } }'));
  expect(await client.next()).toEqual({ id: 'end', type: 'start_ack' });
  for (const text of [...CHANGES, 'change(id: "end") { id }']) await change(text);
  const heard: unknown[] = [];
  for (;;) {
    const { id, payload } = await client.next();
    if (id === 'end') return heard;
    const { data } = payload as { data: Record<string, { id: string }> };
    const [item] = Object.values(data);
    if (item?.id !== 'end') heard.push(item?.id);
  }
}

const BY_ID = 'subscription ($id: ID) { onItem(id: $id) { id } }';

describe('argument filters, from the document to the socket', () => {
  test.each([
    ['no argument', 'subscription { onItem { id } }', {}, ['1', '2', '3', '4']],
    ['a variable that is not given', BY_ID, {}, ['1', '2', '3', '4']],
    ['a variable that is null: no id is', BY_ID, { id: null }, []],
    ['a number for an ID', BY_ID, { id: 2 }, ['2']],
    ['the default of a variable', BY_ID.replace('ID)', 'ID = "3")'), {}, ['3']],
    ['a value in place of the default', BY_ID.replace('ID)', 'ID = "3")'), { id: '1' }, ['1']],
    ['null in place of the default', BY_ID.replace('ID)', 'ID = "3")'), { id: null }, []],
    ['a literal null', 'subscription { onItem(flag: null) { id } }', {}, ['3', '4']],
    ['an enum', 'subscription { onItem(kind: SMALL) { id } }', {}, ['2', '3']],
    ['a field the mutation did not select', 'subscription { onItem(kind: BIG) { id } }', {}, ['1']],
    ['false', 'subscription { onItem(flag: false) { id } }', {}, ['2']],
    ['two arguments', 'subscription { onItem(kind: BIG, n: 4) { id } }', {}, []],
    ['a field that is not in the selection', 'subscription { onItem(n: 20) { id } }', {}, ['2']],
    [
      'an alias and a fragment',
      'subscription { mine: onItem(n: 3) { ...F } } fragment F on Item { id: id }',
      {},
      ['3'],
    ],
  ])('%s', async (_name, query, variables, ids) => {
    expect(await heardBy(query, variables)).toEqual(ids);
  });
});

describe('enhanced filters, from the resolver to the socket', () => {
  test.each([
    ['OR of entries', 'subscription { onFiltered { id } }', {}, ['1', '2', '3']],
    ['arguments do not filter', 'subscription { onFiltered(id: "1") { id } }', {}, ['1', '2', '3']],
  ])('%s', async (_name, query, variables, ids) => {
    expect(await heardBy(query, variables)).toEqual(ids);
  });

  test.each([
    [{ n: { between: [1, 20] } }, ['3']],
    [{ tags: { contains: 'old' }, n: { lt: 10 } }, ['3']],
    [{ or: [{ id: { eq: '1' } }, { kind: { eq: 'SMALL' }, flag: { eq: false } }] }, ['1', '2']],
    [{ n: { in: [1, 20] } }, ['1', '2']],
    [{ kind: { beginsWith: 'SM' } }, ['2', '3']],
  ])('toSubscriptionFilter(%j)', async (filter, ids) => {
    const query = 'subscription ($filter: String) { onTagged(filter: $filter) { id } }';
    expect(await heardBy(query, { filter: JSON.stringify(filter) })).toEqual(ids);
  });

  test('a filter from the client that AppSync does not take: the start is refused', async () => {
    const { client } = await open();
    client.send(
      startMessage('1', 'subscription ($filter: String) { onTagged(filter: $filter) { id } }', {
        variables: { filter: '{"n":{"in":[1,2,3,4,5,6]}}' },
      }),
    );
    expect(await client.next()).toEqual({
      id: '1',
      type: 'error',
      payload: {
        errors: [
          {
            message: 'subscription exceeds maximum value limit 5 for operator `in`.',
            errorCode: 400,
          },
        ],
      },
    });
  });
});

test('an event: keys are the aliases; what the mutation did not select is null, or an error', async () => {
  const { client, change } = await open();
  const query = 'subscription { it: onItem { name: id n __typename } }';
  client.send(startMessage('1', query));
  expect(await client.next()).toEqual({ id: '1', type: 'start_ack' });
  await change('renamed: change(id: "1", n: 5) { key: id }');
  expect(await client.next()).toEqual({
    id: '1',
    type: 'data',
    payload: { data: { it: { name: '1', n: null, __typename: 'Item' } } },
  });
  await change('change(id: "2", n: 5) { n }');
  expect(await client.next()).toMatchObject({
    id: '1',
    type: 'data',
    payload: {
      data: { it: null },
      errors: [
        {
          message: "Cannot return null for non-nullable type: 'ID' within parent 'Item' (/it/name)",
        },
      ],
    },
  });
});
