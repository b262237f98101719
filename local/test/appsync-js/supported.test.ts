import { describe, expect, test } from 'vitest';
import { valueOf } from './support.ts';

/*
 * Every function that AWS lists, with what it gives in ECMAScript.
 * https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
const OBJECT: readonly (readonly [expression: string, gives: unknown])[] = [
  ['Object.assign({ a: 1 }, { b: 2 })', { a: 1, b: 2 }],
  ['Object.entries({ a: 1 })', [['a', 1]]],
  ['[Object.hasOwn({ a: 1 }, "a"), Object.hasOwn({}, "toString")]', [true, false]],
  ['Object.keys({ a: 1, b: 2 })', ['a', 'b']],
  ['Object.values({ a: 1, b: 2 })', [1, 2]],
];

const STRING: typeof OBJECT = [
  ['"abc".length', 3],
  ['"abc".charAt(1)', 'b'],
  ['"a".concat("b", 1)', 'ab1'],
  ['"abc".endsWith("bc")', true],
  ['"abcb".indexOf("b", 2)', 3],
  ['"abcb".lastIndexOf("b")', 3],
  ['String.raw`a\\n${1}`', 'a\\n1'],
  ['"aXbX".replace("X", "-")', 'a-bX'],
  ['"aXbX".replaceAll("X", "-")', 'a-b-'],
  ['"abc".slice(-2)', 'bc'],
  ['"a,b,c".split(",", 2)', ['a', 'b']],
  ['"abc".split("")', ['a', 'b', 'c']],
  ['"abc".startsWith("b", 1)', true],
  ['"ABC".toLowerCase()', 'abc'],
  ['"abc".toUpperCase()', 'ABC'],
  ['" a ".trim()', 'a'],
  ['" a ".trimEnd()', ' a'],
  ['" a ".trimStart()', 'a '],
];

const NUMBER_AND_MATH: typeof OBJECT = [
  ['[1, "1", 1 / 0].map((x) => Number.isFinite(x))', [true, false, false]],
  ['[0 / 0, "x"].map((x) => Number.isNaN(x))', [true, false]],
  ['Math.random() >= 0 && Math.random() < 1', true],
  ['Math.min(2, 1, 3)', 1],
  ['Math.max(2, 1, 3)', 3],
  ['[1.5, -1.5, 2.4].map((x) => Math.round(x))', [2, -1, 2]],
  ['Math.floor(-1.5)', -2],
  ['Math.ceil(1.2)', 2],
];

const ARRAY: typeof OBJECT = [
  ['[1, 2].length', 2],
  ['[1].concat([2], 3)', [1, 2, 3]],
  ['[1, 2, 3].fill(0, 1)', [1, 0, 0]],
  ['[1, [2, [3]]].flat()', [1, 2, [3]]],
  ['[1, 2, 1].indexOf(1, 1)', 2],
  ['[1, null, 2].join("-")', '1--2'],
  ['[1, 2, 1].lastIndexOf(1)', 2],
  ['((list) => [list.pop(), list])([1, 2])', [2, [1]]],
  ['((list) => [list.push(2, 3), list])([1])', [3, [1, 2, 3]]],
  ['[1, 2].reverse()', [2, 1]],
  ['((list) => [list.shift(), list])([1, 2])', [1, [2]]],
  ['[1, 2, 3].slice(1, -1)', [2]],
  ['[3, 10, 2, "b", "a"].sort()', [10, 2, 3, 'a', 'b']],
  ['((list) => [list.splice(1, 1, "x", "y"), list])([1, 2, 3])', [[2], [1, 'x', 'y', 3]]],
  ['((list) => [list.unshift(0), list])([1])', [2, [0, 1]]],
  ['[1, 2].map((x, index, list) => x * 10 + index + list.length)', [12, 23]],
  ['[1, 2].flatMap((x) => [x, x])', [1, 1, 2, 2]],
  ['[1, 2, 3].filter((x) => x > 1)', [2, 3]],
  ['[[1, 2].reduce((a, b) => a + b), [].reduce((a, b) => a + b, 7)]', [3, 7]],
  ['[[1], [2]].reduceRight((a, b) => a.concat(b))', [2, 1]],
  ['[1, 2, 3].find((x) => x > 1)', 2],
  ['[1, 2].some((x) => x > 1)', true],
  ['[1, 2].every((x) => x > 1)', false],
  ['[1, 2].findIndex((x) => x > 1)', 1],
  ['[1, 2, 3].findLast((x) => x < 3)', 2],
  ['[1, 2, 3].findLastIndex((x) => x < 3)', 1],
  [
    '((list) => { const seen = []; list.forEach((x) => { seen.push(x); }); return seen; })([1, 2])',
    [1, 2],
  ],
  ['((list) => { delete list[0]; return list; })([1, 2])', [null, 2]],
];

const JSON_AND_OPERATORS: typeof OBJECT = [
  ['[JSON.parse("[1]"), JSON.parse(\'"a"\'), JSON.parse("null")]', [[1], 'a', null]],
  ['[JSON.parse("{"), JSON.parse(""), JSON.parse(undefined), JSON.parse("a")]', ['', '', '', '']],
  ['JSON.stringify({ a: [1, null, "b"], gone: undefined })', '{"a":[1,null,"b"]}'],
  ['JSON.stringify({ a: 1, b: 2 }, ["a"], 1)', '{\n "a": 1\n}'],
  ['[7 % 4, 2 ** 3, 5 & 3, 5 | 3, 5 ^ 3, 1 << 3, -8 >> 1, -1 >>> 28]', [3, 8, 1, 7, 6, 8, -4, 15]],
  ['[null ?? 1, 0 ?? 1, ctx.args.none?.a.b, ctx.args.none?.()]', [1, 0, null, null]],
  [
    '[typeof 1, typeof "", typeof {}, typeof undefined, typeof (() => 1), void 0]',
    ['number', 'string', 'object', 'undefined', 'function', null],
  ],
  ['[+"12", +"", -"3", +" 4 "]', [12, 0, -3, 4]],
  ['`a${1 + 1}${`b${[1, 2]}`}\n${{}}`', 'a2b1,2\n[object Object]'],
  ['[...[1, 2], ..."ab"]', [1, 2, 'a', 'b']],
  ['{ ...{ a: 1 }, b: 2 }', { a: 1, b: 2 }],
  [
    '(({ a, b = 2, ...rest }, [c, , d] = [3, 4, 5]) => [a, b, c, d, rest])({ a: 1, e: 6 })',
    [1, 2, 3, 5, { e: 6 }],
  ],
  ['[NaN, Infinity, undefined]', [null, null, null]],
];

describe.each([
  ['Object', OBJECT],
  ['String', STRING],
  ['Number and Math', NUMBER_AND_MATH],
  ['Array', ARRAY],
  ['JSON and operators', JSON_AND_OPERATORS],
])('supported features: %s', (_title, cases) => {
  test.each(cases)('%s', (expression, gives) => {
    expect(valueOf(`(${expression})`)).toEqual(gives);
  });
});
