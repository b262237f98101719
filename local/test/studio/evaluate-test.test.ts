import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { keepingCompiled } from '../../testing/keeping-compiled.ts';
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

const OTHER: Span = { ...STEP, response: { operation: 'GetItem', key: { id: { S: '8' } } } };

const THROWN: Span = {
  ...STEP,
  name: 'response of Query.book',
  request: { arguments: { id: '7' }, result: null },
  response: null,
  error: { type: 'NotFound', message: 'No book has the id 7', source: null },
};

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Runs tests as a developer would who pasted them, and what was printed. */
async function runPasted(tests: Readonly<Record<string, string | null>>) {
  const parent = join(ROOT, 'node_modules/.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'pasted-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(tests)) {
    writeFileSync(join(folder, `${name}.test.ts`), text ?? '');
  }
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const output = join(folder, 'report.json');
  const reports = ['--reporter=default', '--reporter=json', `--outputFile=${output}`];
  // One process runs them all.
  const flags = ['run', '--root', folder, '--max-workers=1', '--no-isolate', ...reports];
  const env = keepingCompiled();
  const said = await promisify(execFile)(process.execPath, [vitest, ...flags], { env }).then(
    ({ stdout, stderr }) => stdout + stderr,
    (error: unknown) => {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      return stdout + stderr;
    },
  );
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as Report;
  const states = testResults.map(({ name, assertionResults }) => [
    basename(name, '.test.ts'),
    assertionResults.map(({ status }) => status),
  ]);
  return { said, states: Object.fromEntries(states) as unknown };
}

test(
  'evaluateTest: a step that was copied is green as it ran, with the error that it threw too, and red once the code does otherwise',
  async () => {
    const { said, states } = await runPasted({
      asItRan: evaluateTest(STEP),
      thrown: evaluateTest(THROWN),
      otherwise: evaluateTest(OTHER),
    });
    expect(states).toEqual({ asItRan: ['passed'], thrown: ['passed'], otherwise: ['failed'] });
    expect(said).toMatch(/"S": "8"/u);
  },
  PATIENCE.journey,
);

test('evaluateTest: what is no run of a handler is no test', () => {
  expect(evaluateTest({ ...STEP, kind: 'data-source', name: 'GetItem Books' })).toBeNull();
});
