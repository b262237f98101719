import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createCredentialStore } from '../../../aws/credentials.ts';
import { createAdjustableClock } from '../../../shared/adjustable-clock.ts';
import { codeFolder, lambdaFunction, recordingLog } from './builders.ts';
import { eventually } from '../../../testing/eventually.ts';
import { createFakeClock } from '../../../testing/fake-clock.ts';

import { lambdaHost } from './harness.ts';

describe('handlers', () => {
  test('async handler: gets the event and its result comes back', async () => {
    const host = lambdaHost([
      lambdaFunction('export const handler = async (event) => ({ hello: event.name });'),
    ]);
    expect(await host.invoke('hello', { name: 'Ann' })).toEqual({
      ok: true,
      payload: { hello: 'Ann' },
    });
  });

  test('invoke: takes a name, an ARN and a qualified ARN', async () => {
    const host = lambdaHost([lambdaFunction('export const handler = async () => 1;')]);
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:hello';
    for (const name of ['hello', arn, `${arn}:$LATEST`, '000000000000:function:hello']) {
      expect(await host.invoke(name, {})).toEqual({ ok: true, payload: 1 });
    }
  });

  test('invoke: an unknown function is a named error', async () => {
    expect(await lambdaHost([]).invoke('absent', {})).toEqual({
      ok: false,
      error: {
        errorType: 'ResourceNotFoundException',
        errorMessage: 'Function not found: absent',
      },
    });
  });

  test('payload over 6 MB, of an event over 1 MB: Lambda does not take it', async () => {
    const host = lambdaHost([lambdaFunction('export const handler = async () => 1;')]);
    expect(await host.invoke('hello', 'é'.repeat(3_145_728))).toEqual({
      ok: false,
      error: {
        errorType: 'RequestTooLargeException',
        errorMessage:
          '6291458 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
      },
    });
    expect(await host.invoke('hello', 'x'.repeat(6_291_454))).toMatchObject({ ok: true });
    expect(host.invokeLater?.('hello', 'x'.repeat(1_048_576))).toMatchObject({
      errorType: 'RequestTooLargeException',
    });
    expect(host.invokeLater?.('absent', {})).toMatchObject({
      errorType: 'ResourceNotFoundException',
    });
  });

  test('no result: is null', async () => {
    const host = lambdaHost([lambdaFunction('export const handler = async () => {};')]);
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: null });
  });

  test('CommonJS bundle in a folder without package.json: loads, whatever stands above it', async () => {
    const above = codeFolder({
      'package.json': '{"type":"module"}',
      'asset/index.js': 'exports.handler = async () => typeof require;',
    });
    const lambda = lambdaFunction('', { codeFolder: `${above}/asset` });
    expect(await lambdaHost([lambda]).invoke('hello', {})).toEqual({
      ok: true,
      payload: 'function',
    });
  });

  test('ES module in a .js file: loads', async () => {
    const folder = codeFolder({
      'index.js': 'export const handler = async () => import.meta.url;',
    });
    const result = await lambdaHost([lambdaFunction('', { codeFolder: folder })]).invoke(
      'hello',
      0,
    );
    expect(result).toMatchObject({ ok: true, payload: expect.stringMatching(/index\.js$/) });
  });

  test('AWS SDK that is not in the bundle: comes from the runtime, as in Lambda', async () => {
    const host = lambdaHost([
      lambdaFunction(`
        import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
        export const handler = async () => typeof DynamoDBClient;`),
    ]);
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: 'function' });
  });

  test('other package that is not in the bundle: is an import error, as in Lambda', async () => {
    const host = lambdaHost([
      lambdaFunction(`import 'graphql'; export const handler = async () => 1;`, {
        codeFolder: codeFolder({
          'index.mjs': `import 'graphql'; export const handler = () => 1;`,
        }),
      }),
    ]);
    expect(await host.invoke('hello', {})).toMatchObject({
      ok: false,
      error: {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: expect.stringContaining("Cannot find module 'graphql'"),
      },
    });
  });

  test('callback handler on Node.js 22: its result and its error come back', async () => {
    const source = `export const handler = (event, context, callback) => {
      setTimeout(() => callback(event.fail ? new TypeError('no') : null, 'done'), 1);
    };`;
    const host = lambdaHost([lambdaFunction(source, { runtime: 'nodejs22.x' })]);
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: 'done' });
    expect(await host.invoke('hello', { fail: true })).toMatchObject({
      ok: false,
      error: { errorType: 'TypeError', errorMessage: 'no' },
    });
  });

  test('callback handler on Node.js 24: is refused, as AWS has removed it', async () => {
    const host = lambdaHost([
      lambdaFunction('export const handler = (event, context, callback) => callback(null, 1);'),
    ]);
    expect(await host.invoke('hello', {})).toMatchObject({
      ok: false,
      error: { errorType: 'Runtime.CallbackHandlerDeprecated' },
    });
  });

  test('context: has the members that Lambda documents', async () => {
    const host = lambdaHost([
      lambdaFunction(
        `export const handler = async (event, context) => ({
        ...context, remaining: context.getRemainingTimeInMillis() });`,
        { timeout: 900 },
      ),
    ]);
    const result = await host.invoke('hello', {});
    expect(result).toMatchObject({
      ok: true,
      payload: {
        awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        functionName: 'hello',
        functionVersion: '$LATEST',
        invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:hello',
        memoryLimitInMB: '128',
        logGroupName: '/aws/lambda/hello',
        logStreamName: expect.any(String),
        callbackWaitsForEmptyEventLoop: true,
      },
    });
    const { remaining } = (result as { payload: { remaining: number } }).payload;
    expect(remaining).toBeGreaterThan(600_000);
    expect(remaining).toBeLessThanOrEqual(900_000);
  });
});

describe('environment', () => {
  test('process.env: is the function’s own with Lambda’s variables and nothing of this machine', async () => {
    vi.stubEnv('SECRET_OF_THIS_MACHINE', 'x');
    const credentials = createCredentialStore('000000000000');
    const lambda = lambdaFunction('export const handler = async () => process.env;', {
      environment: { TABLE_NAME: 'Users', AWS_REGION: 'eu-west-1' },
    });
    const result = await lambdaHost([lambda], { credentials }).invoke('hello', {});
    const env = (result as { payload: Record<string, string> }).payload;
    expect(env).toEqual({
      TABLE_NAME: 'Users',
      // What is not recorded is not sampled.
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=0$/),
      _HANDLER: 'index.handler',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4000',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'hello',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/hello',
      AWS_LAMBDA_LOG_STREAM_NAME: expect.any(String),
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
      AWS_SECRET_ACCESS_KEY: expect.any(String),
      AWS_SESSION_TOKEN: expect.any(String),
      LAMBDA_TASK_ROOT: lambda.codeFolder,
      LANG: 'en_US.UTF-8',
      PATH: process.env['PATH'],
      TZ: 'UTC',
    });
    vi.unstubAllEnvs();
    expect(credentials.find(env['AWS_ACCESS_KEY_ID'] ?? '')?.principal).toMatchObject({
      arn: 'arn:aws:sts::000000000000:assumed-role/HelloRole/hello',
      userId: expect.stringMatching(/:hello$/),
    });
  });
});

describe('workers', () => {
  const counting = `let calls = 0; export const handler = async () => ++calls;`;

  test('one call after the other: the same loaded bundle answers', async () => {
    const host = lambdaHost([lambdaFunction(counting)]);
    await host.invoke('hello', {});
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: 2 });
  });

  test('calls at the same time, each short: one worker answers them in turn', async () => {
    const clock = createFakeClock(); // stands still: nobody waits long
    const host = lambdaHost([lambdaFunction(counting)], { clock });
    const results = await Promise.all(Array.from({ length: 25 }, () => host.invoke('hello', {})));
    const counts = results.map((result) => (result.ok ? result.payload : result.error));
    expect(counts).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  test('a call that waits for a busy worker: gets one of its own after a while', async () => {
    // Neither handler returns before the other runs too.
    const source = `
      const channel = new BroadcastChannel('beside');
      const met = new Promise((resolve) => {
        channel.onmessage = ({ data }) => {
          if (data === 'anybody?') channel.postMessage('here');
          resolve('met');
        };
      });
      export const handler = async () => {
        channel.postMessage('anybody?');
        const outcome = await met;
        channel.unref();
        return outcome;
      };`;
    const host = lambdaHost([lambdaFunction(source, { timeout: 60 })]);
    const both = await Promise.all([host.invoke('hello', {}), host.invoke('hello', {})]);
    expect(both).toEqual([
      { ok: true, payload: 'met' },
      { ok: true, payload: 'met' },
    ]);
  });

  test('calls at the same time: run beside each other, 10 at most, and all are answered', async () => {
    // No handler returns before ten run at once.
    const source = `
      import { threadId } from 'node:worker_threads';
      const channel = new BroadcastChannel('ten at once');
      let allowed;
      const release = new Promise((resolve) => (allowed = resolve));
      channel.onmessage = ({ data }) => data === 'go' && allowed();
      export const handler = async () => {
        channel.postMessage(threadId);
        await release;
        channel.unref();
        return threadId;
      };`;
    const running = new Set<number>();
    const channel = new BroadcastChannel('ten at once');
    channel.onmessage = ({ data }) => {
      running.add(data as number);
      if (running.size === 10) channel.postMessage('go');
    };
    onTestFinished(() => channel.close());
    const host = lambdaHost([lambdaFunction(source)]);
    const results = await Promise.all(Array.from({ length: 25 }, () => host.invoke('hello', {})));
    const threads = results.map((result) => (result.ok ? result.payload : result.error));
    expect(threads).toHaveLength(25);
    expect(new Set(threads)).toEqual(running);
    expect(running.size).toBe(10);
  });

  test('idle worker: is ended after its time and a new one loads the bundle again', async () => {
    const timers: { ms: number; callback: () => void }[] = [];
    const clock = {
      now: () => 0,
      after(ms: number, callback: () => void) {
        const timer = { ms, callback };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    };
    const host = lambdaHost([lambdaFunction(counting)], { clock });
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: 1 });
    expect(timers.map(({ ms }) => ms)).toEqual([300_000]);
    timers[0]?.callback();
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: 1 });
  });

  test('idle worker: a clock that is set ahead does not end it', async () => {
    const clock = createAdjustableClock(createFakeClock());
    const host = lambdaHost([lambdaFunction(counting)], { clock });
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: 1 });
    clock.advance(600_000);
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: 2 });
  });
});

describe('output', () => {
  test('console: each line goes to the log under the function’s name', async () => {
    const log = recordingLog();
    const source = `export const handler = async () => {
      console.log('one\\ntwo'); console.error('three'); process.stdout.write('four'); };`;
    await lambdaHost([lambdaFunction(source)], { log }).invoke('hello', {});
    expect(log.lines).toEqual([
      'info hello one',
      'info hello two',
      'warn hello three',
      'info hello four',
    ]);
  });

  test('console before an endless loop: is not lost', async () => {
    const log = recordingLog();
    const source = `export const handler = async () => { console.log('here'); console.log('and here'); for (;;); };`;
    const clock = createFakeClock();
    const ended = lambdaHost([lambdaFunction(source)], { clock, log }).invoke('hello', {});
    await eventually(() => expect(log.lines).toEqual(['info hello here', 'info hello and here']));
    clock.advance(60_000);
    expect(await ended).toMatchObject({ ok: false, error: { errorType: 'Sandbox.Timedout' } });
  });
});
