import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { LambdaFunction } from '../../../assembly/model.ts';
import type { LambdaService } from '../../../services/lambda/lambda-host.ts';
import { codeFolder, lambdaFunction } from './builders.ts';
import { lambdaHost } from './harness.ts';

const sourceOf = (version: number): string => `
  import { threadId } from 'node:worker_threads';
  const { LAMBDA_TASK_ROOT: folder, STAGE: stage } = process.env;
  export const handler = async () => ({ version: ${version}, threadId, folder, stage });`;

const first = lambdaFunction(sourceOf(1), { environment: { STAGE: 'one' } });
const versionOf = (version: number, change: Partial<LambdaFunction> = {}): LambdaFunction => ({
  ...first,
  codeFolder: codeFolder({ 'index.mjs': sourceOf(version) }),
  ...change,
});

interface Answer {
  readonly version: number;
  readonly threadId: number;
  readonly folder: string;
  readonly stage: string;
}

async function ask(host: LambdaService): Promise<Answer> {
  const result = await host.invoke('hello', {});
  if (!result.ok) throw new Error(result.error.errorMessage);
  return result.payload as Answer;
}

/** The number of a thread that begins now: those before have lower ones. */
async function numberNow(): Promise<number> {
  const worker = new Worker('', { eval: true });
  const { threadId } = worker;
  await worker.terminate();
  return threadId;
}

test('replace: the next call runs the new code', async () => {
  const host = lambdaHost([first]);
  expect(await ask(host)).toMatchObject({ version: 1, folder: first.codeFolder });
  const next = versionOf(2);
  host.replace([next]);
  expect(await ask(host)).toMatchObject({ version: 2, folder: next.codeFolder });
});

test('prepare: a thread waits for the new code, and knows of none before', async () => {
  const host = lambdaHost([first]);
  await ask(host);
  host.prepare(['hello']);
  const now = await numberNow();
  // What runs goes on until the code is there.
  expect(await ask(host)).toMatchObject({ version: 1 });
  const next = versionOf(2);
  host.replace([next]);
  const answer = await ask(host);
  expect(answer).toMatchObject({ version: 2, folder: next.codeFolder, stage: 'one' });
  expect(answer.threadId).toBeLessThan(now);
  expect((await ask(host)).threadId).toBe(answer.threadId);
});

test('prepare: other settings than it was started with come with a thread of their own', async () => {
  const host = lambdaHost([first]);
  await ask(host);
  host.prepare(['hello']);
  host.replace([versionOf(2, { environment: { STAGE: 'two' } })]);
  expect(await ask(host)).toMatchObject({ version: 2, stage: 'two' });
});

test('prepare: code that does not load is told to who calls, and mended by the next version', async () => {
  const host = lambdaHost([first]);
  await ask(host);
  host.prepare(['hello']);
  host.replace([
    { ...first, codeFolder: codeFolder({ 'index.mjs': 'throw new RangeError("broken");' }) },
  ]);
  expect(await host.invoke('hello', {})).toMatchObject({
    ok: false,
    error: { errorType: 'RangeError', errorMessage: 'broken' },
  });
  host.prepare(['hello']);
  host.replace([versionOf(3)]);
  expect(await ask(host)).toMatchObject({ version: 3 });
});

test('prepare: what nobody called yet has no thread, and neither has what there is not', async () => {
  const host = lambdaHost([first]);
  host.prepare(['hello', 'absent']);
  const now = await numberNow();
  host.replace([versionOf(2)]);
  expect((await ask(host)).threadId).toBeGreaterThan(now);
});
