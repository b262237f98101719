import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { PATIENCE } from '../../testing/patience.ts';
import { evaluateTest } from '../../studio/page/views/requests/evaluate-test.ts';
import type { Span } from '../../tracing/types.ts';

const ROOT = join(import.meta.dirname, '../../..');

const STEP: Span = {
  id: '2',
  parentId: '1',
  kind: 'step',
  name: 'request of Query.book',
  source: join(import.meta.dirname, 'library/resolvers/Query.book.js:5:3'),
  at: 0,
  ms: 1,
  request: { arguments: { id: '7' } },
  response: { operation: 'GetItem', key: { id: { S: '7' } } },
};

/** Runs tests as a developer would who pasted them; what they print when they fail. */
async function failureOf(text: string | null): Promise<string> {
  const parent = join(ROOT, 'node_modules/.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'pasted-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'pasted.test.ts'), text ?? '');
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  return promisify(execFile)(process.execPath, [vitest, 'run', '--root', folder]).then(
    () => '',
    (error: unknown) => {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      return stdout + stderr;
    },
  );
}

test(
  'evaluateTest: a step that was copied is green as it ran, and red once the code does otherwise',
  async () => {
    expect(await failureOf(evaluateTest(STEP))).toBe('');
    const other = { ...STEP, response: { operation: 'GetItem', key: { id: { S: '8' } } } };
    expect(await failureOf(evaluateTest(other))).toMatch(/"S": "8"/u);
  },
  PATIENCE.journey,
);

test('evaluateTest: an error that was thrown is what the test expects', async () => {
  const request = { arguments: { id: '7' }, result: null };
  const error = { type: 'NotFound', message: 'No book has the id 7', source: null };
  const thrown = { ...STEP, name: 'response of Query.book', request, response: null, error };
  expect(await failureOf(evaluateTest(thrown))).toBe('');
});

test('evaluateTest: what is no run of a handler is no test', () => {
  expect(evaluateTest({ ...STEP, kind: 'data-source', name: 'GetItem Books' })).toBeNull();
});
