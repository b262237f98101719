import { describe, expect, it } from 'vitest';
import type { PartialContext } from 'appsync-on-a-laptop/evaluate';
import { admin, machine, member } from '../support/callers.ts';
import { loadResolver, UNAUTHORIZED, type ResolverHandlers } from '../support/resolver.ts';

const onUserChange = loadResolver('Subscription.onUserChange');

/** Starts a subscription as AppSync does: request, NONE, response. */
function start(resolver: ResolverHandlers, context: PartialContext) {
  const { error, result, stash } = resolver.request(context);
  if (error) return { error, filters: undefined };
  expect(result).toEqual({ payload: null });
  const answer = resolver.response({ ...context, stash, result: null });
  expect(answer.error).toBeNull();
  expect(answer.result).toBeNull();
  const groups = answer.effects.subscriptionFilter?.filterGroup;
  if (groups) expect(groups).toHaveLength(1);
  return { error: null, filters: groups?.[0]?.filters };
}

/** The filter that says which invalidations end the subscription. */
function endedBy(resolver: ResolverHandlers, identity: PartialContext['identity']) {
  const { stash } = resolver.request({ identity, arguments: {} });
  return resolver.response({ identity, arguments: {}, stash, result: null }).effects
    .subscriptionInvalidationFilter;
}

const change = (identity: PartialContext['identity'], filter?: object) =>
  start(onUserChange, { identity, arguments: filter ? { filter } : {} });

/** Arguments filter by name where no filter is set, so one is set even when everything passes. */
const EVERYTHING = [
  { fieldName: 'type', operator: 'in', value: ['CREATED', 'UPDATED', 'DELETED'] },
];

describe('Subscription.onUserChange', () => {
  it("start: ends with the subscriber's own user", () => {
    expect(endedBy(onUserChange, member)).toEqual({
      filterGroup: [{ filters: [{ fieldName: 'userId', operator: 'eq', value: 'member-id' }] }],
    });
  });

  it.each([
    ['an administrator', admin],
    ['a machine with users/read', machine('users/read')],
  ])('start: without a filter %s hears everything', (_, identity) => {
    expect(change(identity)).toEqual({ error: null, filters: EVERYTHING });
  });

  it('start: without a filter a member hears of the own record only', () => {
    expect(change(member).filters).toEqual([
      { fieldName: 'user.id', operator: 'eq', value: 'member-id' },
    ]);
  });

  it("start: a member's filter stays within the own record", () => {
    expect(change(member, { types: ['UPDATED'], ids: ['member-id'] }).filters).toEqual([
      { fieldName: 'type', operator: 'eq', value: 'UPDATED' },
      { fieldName: 'user.id', operator: 'eq', value: 'member-id' },
    ]);
  });

  it('start: refuses a member who names somebody else', () => {
    expect(change(member, { ids: ['member-id', 'ada'] }).error).toEqual(UNAUTHORIZED);
  });

  it('start: every part must hold, any value of a part will do', () => {
    const filter = {
      types: ['CREATED', 'UPDATED'],
      ids: ['a', 'b', 'c', 'd', 'e'],
      roles: ['ADMIN'],
      statuses: ['ACTIVE', 'SUSPENDED'],
    };
    const { filters } = change(admin, filter);
    expect(filters).toEqual([
      { fieldName: 'type', operator: 'ne', value: 'DELETED' },
      { fieldName: 'user.id', operator: 'in', value: ['a', 'b', 'c', 'd', 'e'] },
      { fieldName: 'user.role', operator: 'eq', value: 'ADMIN' },
      { fieldName: 'user.status', operator: 'ne', value: 'INVITED' },
    ]);
    // AppSync takes 10 in all; at worst it counts each combination of values.
    const values = filters?.map(({ value }) => [value].flat().length) ?? [];
    expect(values.reduce((product, count) => product * count, 1)).toBeLessThanOrEqual(10);
  });

  it('start: a part that names every value of its enum filters nothing', () => {
    const filter = {
      types: ['CREATED', 'UPDATED', 'DELETED'],
      roles: ['ADMIN', 'MEMBER'],
      statuses: ['INVITED', 'ACTIVE', 'SUSPENDED'],
    };
    expect(change(admin, filter)).toEqual({ error: null, filters: EVERYTHING });
  });

  it('start: takes a value that is named twice for one', () => {
    expect(change(admin, { ids: ['a', 'a', 'b', 'c', 'd', 'e'] }).filters).toEqual([
      { fieldName: 'user.id', operator: 'in', value: ['a', 'b', 'c', 'd', 'e'] },
    ]);
  });

  it('start: refuses more ids than AppSync can filter by', () => {
    const { error } = change(admin, { ids: ['a', 'b', 'c', 'd', 'e', 'f'] });
    expect(error).toMatchObject({
      type: 'ValidationFailed',
      info: [{ field: 'filter.ids', rule: 'maxItems', message: expect.stringContaining('5') }],
    });
  });

  it('start: names every part that is empty', () => {
    const { error } = change(admin, { types: [], ids: [], roles: null });
    expect(error).toMatchObject({
      type: 'ValidationFailed',
      info: [
        { field: 'filter.types', rule: 'minItems' },
        { field: 'filter.ids', rule: 'minItems' },
      ],
    });
  });
});

describe.each([
  ['onUserCreated', 'CREATED'],
  ['onUserUpdated', 'UPDATED'],
  ['onUserDeleted', 'DELETED'],
])('Subscription.%s', (field, type) => {
  const resolver = loadResolver(`Subscription.${field}`);
  const typeFilter = { fieldName: 'type', operator: 'eq', value: type };

  it(`start: lets ${type} changes through`, () => {
    expect(start(resolver, { identity: admin, arguments: {} }).filters).toEqual([typeFilter]);
  });

  it("start: ends with the subscriber's own user", () => {
    for (const identity of [admin, member]) {
      expect(endedBy(resolver, identity)).toEqual({
        filterGroup: [{ filters: [{ fieldName: 'userId', operator: 'eq', value: identity.sub }] }],
      });
    }
  });

  it('start: no user ends the subscription of a machine', () => {
    expect(endedBy(resolver, machine('users/read'))).toBeFalsy();
  });

  it('start: keeps a member to the own record', () => {
    expect(start(resolver, { identity: member, arguments: {} }).filters).toEqual([
      typeFilter,
      { fieldName: 'user.id', operator: 'eq', value: 'member-id' },
    ]);
  });
});

describe.each(['onUserUpdated', 'onUserDeleted'])('Subscription.%s', (field) => {
  const resolver = loadResolver(`Subscription.${field}`);

  it('start: lets only the named user through', () => {
    expect(start(resolver, { identity: admin, arguments: { id: 'ada' } }).filters).toContainEqual({
      fieldName: 'user.id',
      operator: 'eq',
      value: 'ada',
    });
  });
});
