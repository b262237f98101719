import { describe, expect, test } from 'vitest';
import type { FunctionErrorPayload } from '../../../services/lambda/index.ts';
import { codeFolder, lambdaFunction, recordingLog } from './builders.ts';
import { lambdaHost } from './harness.ts';

async function errorOf(
  source: string,
  change: Parameters<typeof lambdaFunction>[1] = {},
): Promise<FunctionErrorPayload> {
  const result = await lambdaHost([lambdaFunction(source, change)]).invoke('hello', {});
  if (result.ok) throw new Error(`it returned ${JSON.stringify(result.payload)}`);
  return result.error;
}

describe('errors of the code', () => {
  test('thrown error: gives its name, message and trace', async () => {
    const error = await errorOf(`class EmailTaken extends Error { name = 'EmailTaken' }
      export const handler = async () => { throw new EmailTaken('a@b.c is taken'); };`);
    expect(error).toMatchObject({ errorType: 'EmailTaken', errorMessage: 'a@b.c is taken' });
    expect(error.trace?.[0]).toContain('a@b.c is taken');
  });

  test('thrown text: gives its type and itself', async () => {
    const error = await errorOf(`export const handler = async () => { throw 'no'; };`);
    expect(error).toEqual({ errorType: 'string', errorMessage: 'no', trace: [] });
  });

  test('result that JSON cannot hold: is an error', async () => {
    const error = await errorOf(
      `export const handler = async () => { const a = {}; a.a = a; return a; };`,
    );
    expect(error).toMatchObject({
      errorType: 'Runtime.MarshalError',
      errorMessage: 'Unable to stringify response body',
    });
  });

  test('result over 6 MB: is an error with Lambda’s limit', async () => {
    const error = await errorOf(`export const handler = async () => 'x'.repeat(6_291_456);`);
    expect(error).toEqual({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291456 bytes).',
    });
  });
});

describe('the end of the process', () => {
  test('timeout: ends even an endless loop, with Lambda’s message', async () => {
    const error = await errorOf('export const handler = async () => { for (;;); };', {
      timeout: 1,
    });
    expect(error).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(
        /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/,
      ),
    });
  });

  test('process.exit: is Runtime.ExitError with the status', async () => {
    const error = await errorOf('export const handler = async () => { process.exit(3); };');
    expect(error).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/Error: Runtime exited with error: exit status 3$/),
    });
  });

  test('process.exit(0): is Runtime.ExitError without a reason', async () => {
    const error = await errorOf('export const handler = async () => { process.exit(0); };');
    expect(error.errorMessage).toMatch(/Error: Runtime exited without providing a reason$/);
  });

  test('unhandled rejection: is Runtime.UnhandledPromiseRejection', async () => {
    const error = await errorOf(`export const handler = async () => {
      Promise.reject(new Error('lost')); await new Promise(() => {}); };`);
    expect(error).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: lost',
    });
  });

  test('uncaught exception: gives the error', async () => {
    const error = await errorOf(`export const handler = async () => {
      setTimeout(() => { throw new RangeError('later'); }, 1); await new Promise(() => {}); };`);
    expect(error).toMatchObject({ errorType: 'RangeError', errorMessage: 'later' });
  });

  test('memory: more than the function’s ends it, not the engine', async () => {
    const source = `export const handler = async () => {
      const all = []; for (;;) all.push(new Array(100_000).fill({})); };`;
    const error = await errorOf(source, { timeout: 60 });
    expect(error.errorType).toBe('Runtime.OutOfMemory');
  });

  test('after a crash: the next call gets a fresh worker', async () => {
    const source = `let calls = 0; export const handler = async (event) => {
      calls += 1; if (event.exit) process.exit(1); return calls; };`;
    const host = lambdaHost([lambdaFunction(source)]);
    await host.invoke('hello', {});
    expect(await host.invoke('hello', { exit: true })).toMatchObject({ ok: false });
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: 1 });
  });
});

describe('code that cannot be loaded', () => {
  test('missing export: names the handler, and the log the logical id', async () => {
    const log = recordingLog();
    const host = lambdaHost([lambdaFunction('export const other = 1;')], { log });
    expect(await host.invoke('hello', {})).toMatchObject({
      ok: false,
      error: {
        errorType: 'Runtime.HandlerNotFound',
        errorMessage: 'index.handler is undefined or not exported',
      },
    });
    expect(log.lines.at(-1)).toMatch(
      /^error hello [0-9a-f-]{36} Runtime\.HandlerNotFound \(TestStack\/HelloFunction\)/,
    );
  });

  test('syntax error: is Runtime.UserCodeSyntaxError', async () => {
    expect((await errorOf('export const handler = ;')).errorType).toBe(
      'Runtime.UserCodeSyntaxError',
    );
  });

  test('error while loading: gives that error', async () => {
    const error = await errorOf(`throw new Error('TABLE_NAME is missing');`);
    expect(error).toMatchObject({ errorType: 'Error', errorMessage: 'TABLE_NAME is missing' });
  });

  test('start: names a function whose handler file is absent, and each call of it fails', async () => {
    const lambda = lambdaFunction('', { codeFolder: codeFolder({ 'other.mjs': '' }) });
    const log = recordingLog();
    const host = lambdaHost([lambda], { log });
    await host.start();
    expect(log.lines).toEqual([
      expect.stringContaining('TestStack/HelloFunction: its handler index.handler has no file'),
    ]);
    expect(await host.invoke('hello', {})).toMatchObject({
      ok: false,
      error: {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: "Error: Cannot find module 'index'",
      },
    });
  });

  test('start: refuses a function whose code is absent', async () => {
    const lambda = lambdaFunction('', { codeFolder: '/nowhere/at/all' });
    await expect(lambdaHost([lambda]).start()).rejects.toThrow(
      expect.objectContaining({
        code: 'ERR_FUNCTION',
        message: expect.stringContaining('TestStack/HelloFunction: its code should be in'),
      }),
    );
  });
});
