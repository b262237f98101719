import { describe, expect, test } from 'vitest';
import { parseFilterPattern } from '../../../../services/lambda/event-sources/filter-pattern.ts';

const record = {
  eventName: 'MODIFY',
  size: 42,
  tags: ['a', 'b'],
  empty: '',
  nothing: null,
  dynamodb: {
    Keys: { pk: { S: 'USER#1' }, sk: { S: 'PROFILE' } },
    NewImage: {
      n: { N: '5' },
      teams: { L: [{ S: 'Sales' }, { M: { name: { S: 'Support' }, size: { N: '2' } } }] },
    },
  },
};

const teams = (pattern: object) => ({ dynamodb: { NewImage: { teams: { L: pattern } } } });

// Rules and wording: Lambda developer guide, "Filter rule syntax".
const matching: [string, object][] = [
  ['equals', { eventName: ['MODIFY'] }],
  ['or within one field', { eventName: ['INSERT', 'MODIFY'] }],
  [
    'and of several fields',
    { eventName: ['MODIFY'], dynamodb: { Keys: { sk: { S: ['PROFILE'] } } } },
  ],
  ['or of several fields', { $or: [{ eventName: ['INSERT'] }, { size: [42] }] }],
  ['null', { nothing: [null] }],
  ['empty', { empty: [''] }],
  ['begins with', { dynamodb: { Keys: { pk: { S: [{ prefix: 'USER#' }] } } } }],
  ['ends with', { dynamodb: { Keys: { pk: { S: [{ suffix: '#1' }] } } } }],
  ['equals in any case', { eventName: [{ 'equals-ignore-case': 'modify' }] }],
  ['not', { eventName: [{ 'anything-but': ['REMOVE', 'INSERT'] }] }],
  ['not one value', { eventName: [{ 'anything-but': 'REMOVE' }] }],
  ['not a prefix', { eventName: [{ 'anything-but': { prefix: 'IN' } }] }],
  ['exists', { dynamodb: { NewImage: { n: { N: [{ exists: true }] } } } }],
  ['does not exist', { dynamodb: { OldImage: { n: { N: [{ exists: false }] } } } }],
  ['numeric equals', { size: [{ numeric: ['=', 42] }] }],
  ['numeric range', { size: [{ numeric: ['>', 10, '<=', 42] }] }],
  ['one element of a list', { tags: ['b'] }],
  ['exists, of an element of a list', teams({ S: [{ exists: true }] })],
  ['one element of a list of objects', teams({ S: ['Support', 'Sales'] })],
  ['fields of one element', teams({ M: { name: { S: ['Support'] }, size: { N: ['2'] } } })],
  ['no rule at all', {}],
];

const notMatching: [string, object][] = [
  ['equals', { eventName: ['REMOVE'] }],
  ['equals is by case', { eventName: ['modify'] }],
  ['and of several fields', { eventName: ['MODIFY'], dynamodb: { Keys: { sk: { S: ['LOCK'] } } } }],
  ['or of several fields', { $or: [{ eventName: ['INSERT'] }, { size: [1] }] }],
  ['null of an absent field', { absent: [null] }],
  ['begins with', { dynamodb: { Keys: { pk: { S: [{ prefix: 'EMAIL#' }] } } } }],
  ['not', { eventName: [{ 'anything-but': ['MODIFY'] }] }],
  ['not, of an absent field', { absent: [{ 'anything-but': ['x'] }] }],
  ['not a prefix', { eventName: [{ 'anything-but': { prefix: 'MOD' } }] }],
  ['exists, of an absent field', { absent: [{ exists: true }] }],
  ['exists, of an object', { dynamodb: [{ exists: true }] }],
  [
    'exists, of a list of objects',
    { dynamodb: { NewImage: { teams: { L: [{ exists: true }] } } } },
  ],
  ['no element of a list', teams({ S: ['Marketing'] })],
  ['fields of several elements', teams({ S: ['Sales'], M: { size: { N: ['2'] } } })],
  ['does not exist', { eventName: [{ exists: false }] }],
  ['numeric range', { size: [{ numeric: ['>', 42] }] }],
  [
    'numeric of a DynamoDB number, which is text',
    { dynamodb: { NewImage: { n: { N: [{ numeric: ['=', 5] }] } } } },
  ],
  ['field below an absent one', { dynamodb: { OldImage: { n: { N: ['5'] } } } }],
];

describe('parseFilterPattern', () => {
  test.each(matching)('%s: matches', (_title, pattern) => {
    expect(parseFilterPattern(JSON.stringify(pattern), 'S/M')(record)).toBe(true);
  });

  test.each(notMatching)('%s: does not match', (_title, pattern) => {
    expect(parseFilterPattern(JSON.stringify(pattern), 'S/M')(record)).toBe(false);
  });

  test.each([
    ['{', 'is no JSON'],
    ['[]', 'is no JSON object'],
    ['{"eventName":"MODIFY"}', 'eventName must be a list of rules or an object'],
    ['{"eventName":[{"wildcard":"M*"}]}', 'unknown rule {"wildcard":"M*"}'],
    ['{"size":[{"numeric":["~",1]}]}', 'operand of numeric is not of the right kind'],
    ['{"eventName":[{"prefix":1}]}', 'operand of prefix is not of the right kind'],
  ])('%s: is refused with the mapping’s name', (pattern, problem) => {
    expect(() => parseFilterPattern(pattern, 'Stack/Mapping')).toThrow(
      expect.objectContaining({
        code: 'ERR_FUNCTION',
        message: `Stack/Mapping: filter pattern ${pattern}: ${problem}`,
      }),
    );
  });
});
