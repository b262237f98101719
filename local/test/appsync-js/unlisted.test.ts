import { expect, test } from 'vitest';
import { createRuntime } from '../../appsync-js/index.ts';
import { silentLog } from '../../shared/log.ts';
import { fixedClock, run, SAMPLE_TIME } from './support.ts';

/* Published apps deploy with these, though AWS does not list them. */
test.each([
  ['isNaN(+"a")', true, '3:8 no-disallowed-globals: isNaN is not listed'],
  ['isFinite(1)', true, '3:8 no-disallowed-globals'],
  ['[String(1), Boolean(0)]', ['1', false], '3:9 no-disallowed-globals'],
  ['encodeURIComponent("a b")', 'a%20b', '3:8 no-disallowed-globals'],
  ['Math.abs(-1) + Math.PI', 1 + Math.PI, '3:8 no-disallowed-methods: Math.abs is not listed'],
  ['Number.isInteger(1)', true, '3:8 no-disallowed-methods'],
  ['Object.fromEntries([["a", 1]])', { a: 1 }, '3:8 no-disallowed-methods'],
  ['[1, 2].at(-1)', 2, '3:15 no-disallowed-methods'],
  ['"abc".substr(1, 1)', 'b', '3:14 no-disallowed-methods'],
  ['parseInt("12px") + parseFloat("0.5")', 12.5, '3:8 no-disallowed-globals: parseInt'],
  ['Number("1")', 1, '3:8 no-disallowed-globals: Number is not listed'],
  ['new Array(2).length', 2, '3:12 no-disallowed-globals: Array is not listed'],
  ['["1", "2"].map(Number)', [1, 2], '3:23 no-disallowed-globals: Number is not listed'],
  ['new Date(0).toISOString()', '1970-01-01T00:00:00.000Z', '3:12 no-disallowed-globals: Date'],
  ['new Date(1e12)', '2001-09-09T01:46:40.000Z', '3:12 no-disallowed-globals: Date'],
  ['Date.now() > 1e12', true, '3:8 no-disallowed-globals: Date is not listed'],
  ['(function () { return arguments.length; })(1, 2)', 2, '3:30 no-disallowed-globals: arguments'],
  ['2n > 1', true, '3:8 no-bigint'],
])('%s: is told with line and column, and runs', (expression, gives, warning) => {
  const warnings: string[] = [];
  const note = (source: string, text: string): void => void warnings.push(`${source} ${text}`);
  const runtime = createRuntime({ clock: fixedClock, log: { ...silentLog, warn: note } });
  const code = `export function response() {}\nexport function request(ctx) {\nreturn ${expression};\n}`;
  runtime.load({ source: code, file: 'f.js' });
  expect(run(`return ${expression};`).result).toEqual(gives);
  expect(warnings[0]).toContain(`f.js f.js:${warning}`);
});

/* What nobody knows AWS to have fails when it is reached, not before: code may never reach it. */
test.each(
  'undeclared Map Set WeakMap Symbol Proxy Reflect RegExp Intl process require crypto globalThis BigInt'.split(
    ' ',
  ),
)('%s: is told with line and column, and is not there where it is reached', (name) => {
  const warnings: string[] = [];
  const note = (source: string, text: string): void => void warnings.push(`${source} ${text}`);
  const runtime = createRuntime({ clock: fixedClock, log: { ...silentLog, warn: note } });
  const code = `export function response() {}\nexport function request(ctx) {\nreturn ${name};\n}`;
  runtime.load({ source: code, file: 'f.js' });
  expect(warnings).toEqual([
    expect.stringContaining(`f.js:3:8 no-disallowed-globals: ${name} is not there when`),
  ]);
  expect(run(`if (ctx.args.never) return ${name};\nreturn 1;`).result).toBe(1);
  expect(run(`return ${name};`).error).toMatchObject({
    type: 'Code',
    message: expect.stringContaining(`${name} is not defined`),
  });
});

test('Error: is told, and cannot be made', () => {
  const { error } = run('const e = new Error("x");\nreturn e.message;');
  expect(error).toMatchObject({
    type: 'Code',
    message: expect.stringContaining('Error is not a constructor'),
  });
});

test.each([
  ['Date.now()', SAMPLE_TIME],
  ['new Date().getTime()', SAMPLE_TIME],
  ['Date().slice(0, 3)', new Date(SAMPLE_TIME).toString().slice(0, 3)],
  ['util.time.nowEpochMilliSeconds() - Date.now()', 0],
  ['new Date(2020, 0).getFullYear() - Date.UTC(1970, 0, 1)', 2020],
  ['new Date(Date.parse("2020-01-02T00:00:00Z")).toISOString()', '2020-01-02T00:00:00.000Z'],
  ['Date.now === Date.now && Date.length', 7],
])('%s: has the time of the engine, as util.time has', (expression, gives) => {
  expect(run(`return ${expression};`).result).toEqual(gives);
});

test('Object.fromEntries: of a million entries is refused before it fills the memory', () => {
  const list = 'const list = []; list.length = 1_000_000; list.fill(["k", 1]);';
  const { error } = run(`${list} return Object.fromEntries(list);`);
  expect(error?.message).toMatch(/more than 2500000 elements/);
});

test('Object.groupBy: takes a function, which no function but a method of lists may', () => {
  const { error } = run('return Object.groupBy([1], (x) => "k");');
  expect(error?.message).toContain('no-function-passing');
});

test('Date: what changes one is refused, also where only the run sees it', () => {
  const { error } = run('const [date] = [new Date(0)];\ndate.setTime(1);\nreturn 1;');
  expect(error).toMatchObject({
    type: 'Code',
    message: expect.stringContaining('Date.prototype.setTime is not supported'),
  });
});
