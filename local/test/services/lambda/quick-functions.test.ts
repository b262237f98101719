import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lambdaFunction } from './builders.ts';
import { lambdaHost } from './harness.ts';

/** A function whose thread has shown that it is quick, so that it is given several invocations at a time. */
async function quickFunction(source: string) {
  const host = lambdaHost([lambdaFunction(source)]);
  const invoke = async (event: unknown): Promise<unknown> => {
    const result = await host.invoke('hello', event);
    return result.ok ? result.payload : result.error.errorType;
  };
  for (let time = 0; time < 50; time += 1) await invoke({ text: 'warm' });
  const many = (count: number): Promise<unknown>[] =>
    Array.from({ length: count }, (_, text) => invoke({ text }));
  return { invoke, many };
}

const TEXTS = Array.from({ length: 40 }, (_, text) => text);

test('invocations side by side: each has its own answer, and none runs within another', async () => {
  const { many } = await quickFunction(`let running = 0;
    export async function handler({ text }) {
      running += 1;
      await new Promise(setImmediate);
      const alone = running === 1;
      running -= 1;
      return alone ? text : 'not alone';
    }`);
  expect(await Promise.all(many(40))).toEqual(TEXTS);
});

test('one that takes long without a pause: holds up none of those that came after it', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'quick-')), 'go-on');
  const { invoke, many } = await quickFunction(`import { existsSync } from 'node:fs';
    export async function handler({ text, until }) {
      while (until && !existsSync(until));
      return text;
    }`);
  const long = invoke({ text: 'long', until: file });
  expect(await Promise.all(many(40))).toEqual(TEXTS);
  writeFileSync(file, '');
  expect(await long).toBe('long');
});

test('one that ends the process: fails alone, and what waited in the thread runs in another', async () => {
  const { invoke, many } = await quickFunction(`export async function handler({ text }) {
      if (text === 'end') process.exit(3);
      return text;
    }`);
  const ending = invoke({ text: 'end' });
  expect(await Promise.all(many(40))).toEqual(TEXTS);
  expect(await ending).toBe('Runtime.ExitError');
});
