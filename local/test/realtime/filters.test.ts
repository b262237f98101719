import { describe, expect, test } from 'vitest';

import type { SubscriptionFilterRule } from '../../appsync-js/types.ts';
import { filterProblem } from '../../realtime/filter-limits.ts';
import { compileArguments, compileFilter } from '../../realtime/filters.ts';

function rule(fieldName: string, operator: string, value: unknown): SubscriptionFilterRule {
  return { fieldName, operator, value };
}

function group(...entries: SubscriptionFilterRule[][]) {
  return { filterGroup: entries.map((filters) => ({ filters })) };
}

const TICKET = {
  severity: 3,
  title: 'Disk full',
  open: true,
  tags: ['disk', 'urgent'],
  numbers: [1, 2],
  nothing: null,
  location: { address: { country: 'USA' } },
};

describe('argument filters', () => {
  test.each([
    ['omitted: no test', {}, { id: '1' }, true],
    ['undefined counts as omitted', { id: undefined }, { id: '1' }, true],
    ['equal', { id: '1' }, { id: '1' }, true],
    ['different', { id: '1' }, { id: '2' }, false],
    ['different type', { id: '1' }, { id: 1 }, false],
    ['several are ANDed', { id: '1', n: 2 }, { id: '1', n: 3 }, false],
    ['null wants null', { id: null }, { id: null }, true],
    ['null takes a field that was not selected', { id: null }, {}, true],
    ['null does not take a value', { id: null }, { id: '1' }, false],
    ['an argument that is no field never matches', { filter: 'x' }, { id: '1' }, false],
    ['names of Object.prototype are no fields', { toString: null }, {}, true],
  ])('%s', (_name, given, payload, expected) => {
    expect(compileArguments(given).matches(payload)).toBe(expected);
  });
});

describe('enhanced filters', () => {
  test.each([
    ['severity', 'eq', 3, true],
    ['severity', 'eq', '3', false],
    ['open', 'eq', true, true],
    ['missing', 'eq', 1, false],
    ['severity', 'ne', 4, true],
    ['severity', 'ne', 3, false],
    ['missing', 'ne', 3, true],
    ['nothing', 'ne', 3, true],
    ['severity', 'le', 3, true],
    ['severity', 'le', 2, false],
    ['severity', 'lt', 4, true],
    ['severity', 'lt', 3, false],
    ['severity', 'ge', 3, true],
    ['severity', 'ge', 4, false],
    ['severity', 'gt', 2, true],
    ['severity', 'gt', 3, false],
    ['missing', 'lt', 9, false],
    ['missing', 'ge', 0, false],
    ['title', 'gt', 'Disk a', true],
    ['title', 'lt', 5, false],
    ['severity', 'between', [1, 5], true],
    ['severity', 'between', [3, 5], false],
    ['severity', 'between', [1, 3], false],
    ['title', 'between', ['A', 'E'], true],
    ['title', 'contains', 'full', true],
    ['title', 'contains', 'Full', false],
    ['tags', 'contains', 'disk', true],
    ['tags', 'contains', 'dis', false],
    ['numbers', 'contains', 2, true],
    ['missing', 'contains', 'x', false],
    ['title', 'notContains', 'full', false],
    ['tags', 'notContains', 'cpu', true],
    ['missing', 'notContains', 'x', true],
    ['title', 'beginsWith', 'Disk', true],
    ['title', 'beginsWith', 'disk', false],
    ['severity', 'in', [1, 3], true],
    ['severity', 'in', ['3'], false],
    ['missing', 'in', [1], false],
    ['severity', 'notIn', [1, 2], true],
    ['severity', 'notIn', [3], false],
    ['missing', 'notIn', [1], true],
    ['tags', 'containsAny', ['cpu', 'urgent'], true],
    ['tags', 'containsAny', ['cpu'], false],
    ['title', 'containsAny', ['Disk full'], false],
    ['location.address.country', 'eq', 'USA', true],
    ['location.address.city', 'eq', 'Rome', false],
    ['title.length', 'eq', 9, false],
  ])('%s %s %j: %s', (fieldName, operator, value, expected) => {
    const filter = group([rule(fieldName, operator, value)]);
    expect(filterProblem('f', filter)).toBeNull();
    expect(compileFilter(filter).matches(TICKET)).toBe(expected);
  });

  test('filters of one entry: are ANDed', () => {
    const both = compileFilter(group([rule('severity', 'eq', 3), rule('open', 'eq', true)]));
    expect(both.matches(TICKET)).toBe(true);
    expect(both.matches({ ...TICKET, open: false })).toBe(false);
  });

  test('entries of the group: are ORed', () => {
    const either = compileFilter(group([rule('severity', 'eq', 9)], [rule('open', 'eq', true)]));
    expect(either.matches(TICKET)).toBe(true);
    expect(either.matches({ ...TICKET, open: false })).toBe(false);
  });

  test('5 levels are followed, a deeper filter is ignored', () => {
    const deep = { a: { b: { c: { d: { e: 1, f: { g: 1 } } } } } };
    expect(compileFilter(group([rule('a.b.c.d.e', 'eq', 2)])).matches(deep)).toBe(false);
    expect(compileFilter(group([rule('a.b.c.d.f.g', 'eq', 2)])).matches(deep)).toBe(true);
  });

  test('an event that is a list: is ignored', () => {
    expect(compileFilter(group([rule('missing', 'ne', 1)])).matches([TICKET])).toBe(false);
  });
});

describe('limits', () => {
  const names = (count: number) =>
    Array.from({ length: count }, (_, index) => rule(`f${index}`, 'eq', 1));
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

  test.each([
    ['5 field names', group(names(5))],
    ['10 entries', group(...names(10).map((one) => [one]))],
    ['in with 5 values twice', group([rule('a', 'in', numbers(5))], [rule('b', 'in', numbers(5))])],
    ['containsAny with 20 values', group([rule('a', 'containsAny', numbers(20))])],
    ['a string of 256 characters', group([rule('a', 'eq', 'x'.repeat(256))])],
    ['the same field in each entry', group(...numbers(9).map(() => [rule('a', 'ne', 1)]))],
  ])('%s: allowed', (_name, filter) => {
    expect(filterProblem('setSubscriptionFilter', filter)).toBeNull();
  });

  // Texts that AppSync was seen to send; the last one is a guess in their style.
  const MESSAGES = {
    names: 'Filters exceed maximum attributes limit 5 for subscription.',
    twice: 'subscription filter uses same fieldName multiple time.',
    combinations: 'Filters combination exceed maximum limit 10 for subscription.',
    values: (max: number, operator: string) =>
      `subscription exceeds maximum value limit ${max} for operator \`${operator}\`.`,
    value: (operator: string) =>
      `subscription filter has invalid filter value for operator \`${operator}\`.`,
    operator: (operator: string) => `subscription filter has invalid operator \`${operator}\`.`,
    form: 'subscription filter is invalid.',
  };

  test.each([
    ['6 field names', group(names(6)), MESSAGES.names, 'uses 6 field names, at most 5'],
    [
      'a field name twice in one entry',
      group([rule('a', 'ge', 1), rule('b', 'eq', 1), rule('a', 'le', 5)]),
      MESSAGES.twice,
      'filterGroup[0].filters tests a more than once',
    ],
    [
      '11 entries',
      group(...names(11).map((one) => [one])),
      MESSAGES.combinations,
      'has 11 filters (each value of an `in` counts), at most 10',
    ],
    [
      'in with 11 values in all',
      group([rule('a', 'in', numbers(5))], [rule('b', 'in', numbers(5))], [rule('c', 'eq', 1)]),
      MESSAGES.combinations,
      'has 11 filters',
    ],
    ['in with 6', group([rule('a', 'in', numbers(6))]), MESSAGES.values(5, 'in'), 'at most 5'],
    [
      'notIn with 6',
      group([rule('a', 'notIn', numbers(6))]),
      MESSAGES.values(5, 'notIn'),
      'filterGroup[0].filters[0] on a: notIn takes a list of at most 5',
    ],
    [
      'containsAny with 21',
      group([rule('a', 'containsAny', numbers(21))]),
      MESSAGES.values(20, 'containsAny'),
      'at most 20',
    ],
    [
      'containsAny with none',
      group([rule('a', 'containsAny', [])]),
      MESSAGES.value('containsAny'),
      'takes a list',
    ],
    [
      'a string of 257',
      group([rule('a', 'eq', 'x'.repeat(257))]),
      MESSAGES.value('eq'),
      'longer than 256 characters',
    ],
    [
      'a string of 257 in a list',
      group([rule('a', 'in', ['x', 'x'.repeat(257)])]),
      MESSAGES.value('in'),
      'longer than 256 characters',
    ],
    [
      'an unknown operator',
      group([rule('a', 'lte', 1)]),
      MESSAGES.operator('lte'),
      'there is no operator lte; use one of eq,',
    ],
    [
      'a name of Object.prototype',
      group([rule('a', 'toString', 1)]),
      MESSAGES.operator('toString'),
      'no operator toString',
    ],
    [
      'between with one value',
      group([rule('a', 'between', [1])]),
      MESSAGES.value('between'),
      'between takes a pair',
    ],
    [
      'between with mixed types',
      group([rule('a', 'between', [1, '5'])]),
      MESSAGES.value('between'),
      'between takes a pair of numbers or of strings',
    ],
    [
      'eq with null',
      group([rule('a', 'eq', null)]),
      MESSAGES.value('eq'),
      'eq takes a number, a string or a boolean',
    ],
    ['eq with a list', group([rule('a', 'eq', [1])]), MESSAGES.value('eq'), 'eq takes a number'],
    ['gt with a boolean', group([rule('a', 'gt', true)]), MESSAGES.value('gt'), 'gt takes'],
    [
      'in with a single value',
      group([rule('a', 'in', 'x')]),
      MESSAGES.value('in'),
      'in takes a list',
    ],
    [
      'in with mixed types',
      group([rule('a', 'in', [1, 'x'])]),
      MESSAGES.value('in'),
      'in takes a list',
    ],
    ['in with booleans', group([rule('a', 'in', [true])]), MESSAGES.value('in'), 'in takes a list'],
    [
      'beginsWith with a number',
      group([rule('a', 'beginsWith', 1)]),
      MESSAGES.value('beginsWith'),
      'beginsWith takes a string',
    ],
    ['no field name', group([rule('', 'eq', 1)]), MESSAGES.form, 'filters[0] needs a fieldName'],
    ['no entries', group(), MESSAGES.form, 'filterGroup must be a list with at least one entry'],
    [
      'an empty entry',
      group([]),
      MESSAGES.form,
      'filterGroup[0].filters must be a list with at least one',
    ],
  ])('%s: refused in AppSync’s words, with a hint for the log', (_name, filter, message, hint) => {
    const problem = filterProblem('setSubscriptionFilter', filter);
    expect(problem?.message).toBe(message);
    expect(problem?.hint).toMatch(/^setSubscriptionFilter: filterGroup/);
    expect(problem?.hint).toContain(hint);
  });
});
