import { describe, expect, test } from 'vitest';
import { hasPython } from '../../../services/lambda/python/start-python.ts';
import { traceErrorOf } from '../../../services/lambda/source-of-error.ts';
import { eventually } from '../../../testing/eventually.ts';
import { codeFolder, lambdaFunction, recordingLog } from './builders.ts';
import { lambdaHost } from './harness.ts';

/** A Python function with these files. */
const snake = (
  files: Readonly<Record<string, string>>,
  change: Parameters<typeof lambdaFunction>[1] = {},
) =>
  lambdaFunction('', {
    codeFolder: codeFolder(files),
    handler: 'app.handler',
    runtime: 'python3.13',
    ...change,
  });

// https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
describe.skipIf(!hasPython())('a Python function', () => {
  test('invoke: runs with event, context and environment, and stays warm', async () => {
    const source = `
import os
from helpers.greet import greet
count = 0

def handler(event, context):
    global count
    count += 1
    return {
        "greeting": greet(event["name"]),
        "count": count,
        "stage": os.environ["STAGE"],
        "endpoint": os.environ["AWS_ENDPOINT_URL"],
        "task": os.environ["LAMBDA_TASK_ROOT"] == os.path.dirname(__file__),
        "name": context.function_name,
        "memory": context.memory_limit_in_mb,
        "isLeft": 0 < context.get_remaining_time_in_millis() <= 60000,
        "isId": len(context.aws_request_id) == 36,
    }
`;
    const files = {
      'app.py': source,
      'helpers/__init__.py': '',
      'helpers/greet.py': 'def greet(name):\n    return f"hello {name} ✓"\n',
    };
    const host = lambdaHost([snake(files, { environment: { STAGE: 'test' } })]);
    await host.start();
    const call = () => host.invoke('hello', { name: 'ann' });
    const expected = {
      greeting: 'hello ann ✓',
      count: 1,
      stage: 'test',
      endpoint: 'http://127.0.0.1:4000',
      task: true,
      name: 'hello',
      memory: '128',
      isLeft: true,
      isId: true,
    };
    expect(await call()).toEqual({ ok: true, payload: expected });
    expect(await call()).toEqual({ ok: true, payload: { ...expected, count: 2 } });
  });

  test('what it prints and logs: is in the log, in the order and form of Lambda', async () => {
    const log = recordingLog();
    const source = `
import logging, sys
logging.getLogger().setLevel(logging.INFO)
def handler(event, context):
    print("first", {"a": 1})
    logging.info("second")
    print("third", file=sys.stderr)
`;
    const host = lambdaHost([snake({ 'app.py': source })], { log });
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: null });
    expect(log.lines).toHaveLength(3);
    expect(log.lines[0]).toMatch(/first \{'a': 1\}/);
    expect(log.lines[1]).toMatch(/\[INFO\]\t[\d-]+T[\d:]+\.\d{3}Z\t[\da-f-]{36}\tsecond/);
    expect(log.lines[2]).toMatch(/third/);
  });

  test('what it raises: is an error with type, text and stack, which leads to the line', async () => {
    const source = `
class Missing(Exception):
    pass

def handler(event, context):
    raise Missing("no page")
`;
    const lambda = snake({ 'app.py': source });
    const result = await lambdaHost([lambda]).invoke('hello', {});
    expect(result).toEqual({
      ok: false,
      error: {
        errorType: 'Missing',
        errorMessage: 'no page',
        stackTrace: [
          `  File "${lambda.codeFolder}/app.py", line 6, in handler\n    raise Missing("no page")\n`,
        ],
      },
    });
    if (result.ok) throw new Error('it has to fail');
    expect(traceErrorOf(result.error, lambda.codeFolder)).toMatchObject({
      type: 'Missing',
      source: 'app.py:6',
    });
  });

  test.each([
    ['import nothing_like_it\n', 'Runtime.ImportModuleError', /'app': No module named/],
    ['import boto3_is_absent as boto3\n', 'Runtime.ImportModuleError', /boto3_is_absent/],
    ['def handler(:\n', 'Runtime.UserCodeSyntaxError', /Syntax error in module 'app'/],
    ['def other(event, context): pass\n', 'Runtime.HandlerNotFound', /'handler' missing on module/],
    ['def handler(e, c): return {1, 2}\n', 'Runtime.MarshalError', /Unable to marshal response/],
    ['import os\ndef handler(e, c): os._exit(3)\n', 'Runtime.ExitError', /exit status 3/],
  ])('%j: fails as on Lambda', async (source, errorType, message) => {
    const result = await lambdaHost([snake({ 'app.py': source })]).invoke('hello', {});
    expect(result).toMatchObject({
      ok: false,
      error: { errorType, errorMessage: expect.stringMatching(message) as string },
    });
  });

  test('one that takes too long: is ended, and the next call has a process of its own', async () => {
    const source = `
import time
def handler(event, context):
    if event.get("sleep"):
        time.sleep(600)
    return "awake"
`;
    const host = lambdaHost([snake({ 'app.py': source }, { timeout: 3 })]);
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: 'awake' });
    expect(await host.invoke('hello', { sleep: true })).toMatchObject({
      ok: false,
      error: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/Task timed out after 3.00 seconds$/) as string,
      },
    });
    await eventually(async () =>
      expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: 'awake' }),
    );
  });

  test('layers: their packages are found, of two the later one', async () => {
    const layer = (text: string) =>
      codeFolder({
        'python/shared.py': `text = "${text}"\n`,
        'python/lib/python3.13/site-packages/other.py': 'text = "site"\n',
      });
    const source =
      'import shared, other\ndef handler(event, context): return [shared.text, other.text]\n';
    const layers = [layer('first'), layer('second')];
    const host = lambdaHost([snake({ 'app.py': source }, { layers })]);
    expect(await host.invoke('hello', {})).toEqual({ ok: true, payload: ['second', 'site'] });
  });

  test('a name of AWS: is not looked up', async () => {
    const source = `
import socket
def handler(event, context):
    try:
        socket.getaddrinfo("sqs.us-east-1.amazonaws.com", 443)
    except OSError as error:
        return str(error)
`;
    const gatewayUrl = 'http://127.0.0.1:4000';
    const host = lambdaHost([snake({ 'app.py': source })], { gatewayUrl });
    expect(await host.invoke('hello', {})).toEqual({
      ok: true,
      payload: expect.stringContaining('The local engine lets no call of sqs.us-east-1') as string,
    });
  });

  test('start: takes one whose handler file is absent, and each call of it fails', async () => {
    const host = lambdaHost([snake({ 'other.py': '' })]);
    await host.start();
    expect(await host.invoke('hello', {})).toMatchObject({
      ok: false,
      error: { errorType: 'Runtime.ImportModuleError' },
    });
  });
});

test('a machine without Python: the start says so, and a call names what is missing', async () => {
  const log = recordingLog();
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    const source = 'def handler(event, context): return 1\n';
    const host = lambdaHost([snake({ 'app.py': source })], { log });
    await host.start();
    expect(log.lines).toEqual([
      'warn lambda TestStack/HelloFunction: python3.13 needs python3, which is not on the PATH of this machine: install Python 3',
    ]);
    expect(await host.invoke('hello', {})).toMatchObject({
      ok: false,
      error: { errorMessage: expect.stringContaining('install Python 3') as string },
    });
  } finally {
    process.env['PATH'] = path;
  }
});
