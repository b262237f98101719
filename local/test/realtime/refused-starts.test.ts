import { afterEach, describe, expect, test, vi } from 'vitest';

import type { SubscribeOperation } from '../../realtime/types.ts';
import { startMessage } from '../../testing/realtime-client.ts';
import { withRealtime } from '../../testing/with-realtime.ts';
import type { RealtimeHarness } from '../../testing/with-realtime.ts';

const ON_CHANGE = 'subscription ($id: ID) { onChange(id: $id) { id } }';

let harness: RealtimeHarness;
afterEach(() => harness.stop());

describe('start', () => {
  test.each([
    ['two fields', 'subscription { onChange { id } onOther { id } }'],
    ['the same field twice', 'subscription { a: onChange { id } b: onChange { id } }'],
    [
      'fields in fragments',
      'subscription { ...F ... on Subscription { onOther { id } } } fragment F on Subscription { onChange { id } }',
    ],
    [
      'the named operation of several',
      'subscription One { onChange { id } } subscription Two { onChange { id } onOther { id } }',
    ],
  ])('several root fields (%s): the second has the id of the first', async (_name, query) => {
    harness = await withRealtime();
    const client = await harness.open();
    const data = JSON.stringify({ query, operationName: query.includes('Two') ? 'Two' : null });
    client.send({ id: '1', type: 'start', payload: { data } });
    expect(await client.next()).toEqual({
      id: '1',
      type: 'error',
      payload: {
        errors: [
          { errorType: 'DuplicatedOperationError', message: 'Duplicated operation with id 1' },
        ],
      },
    });
    expect(harness.realtime.stats()).toMatchObject({ subscriptions: 0, connections: 1 });
  });

  test.each([
    ['the field once more', 'subscription { onChange { id } onChange { name } }'],
    [
      'a fragment twice',
      'subscription { ...F ...F } fragment F on Subscription { onChange { id } }',
    ],
    ['a fragment that spreads itself', 'subscription { ...F } fragment F on S { onChange ...F }'],
  ])('one root field (%s): is left to the API', async (_name, query) => {
    const asked = vi.fn<SubscribeOperation>(() =>
      Promise.resolve({ errors: [{ message: 'from the API' }] }),
    );
    harness = await withRealtime({ subscribe: asked });
    const client = await harness.open();
    client.send(startMessage('1', query));
    expect(await client.next()).toMatchObject({
      payload: { errors: [{ message: 'from the API' }] },
    });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  test('a filter AppSync does not take: is refused with its code, the log says where', async () => {
    harness = await withRealtime({
      plan: (plan) => ({
        ...plan,
        filter: {
          filterGroup: [{ filters: [{ fieldName: 'n', operator: 'gte', value: 1 }] }],
        },
      }),
    });
    const client = await harness.open();
    client.send(startMessage('1', ON_CHANGE));
    expect(await client.next()).toEqual({
      id: '1',
      type: 'error',
      payload: {
        errors: [{ message: 'subscription filter has invalid operator `gte`.', errorCode: 400 }],
      },
    });
    expect(harness.warnings).toEqual([
      expect.stringContaining(
        'Subscription.onChange: setSubscriptionFilter: filterGroup[0].filters[0] on n: there is no operator gte',
      ),
    ]);
    expect(harness.realtime.stats()).toMatchObject({ subscriptions: 0, subscriptionsRefused: 1 });
  });
});
