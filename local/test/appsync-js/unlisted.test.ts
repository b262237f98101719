import { expect, test } from 'vitest';
import { createRuntime } from '../../appsync-js/index.ts';
import { silentLog } from '../../shared/log.ts';
import { fixedClock, run } from './support.ts';

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
