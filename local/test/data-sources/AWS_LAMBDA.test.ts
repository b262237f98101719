import { expect, test, vi } from 'vitest';
import type { LambdaHost } from '../../services/lambda/types.ts';
import { hostOf } from '../support/appsync-api.ts';
import { ask, askBatch, sourceOf } from './run-source.ts';

const config = {
  stackName: 'T',
  logicalId: 'F',
  name: 'fn',
  type: 'AWS_LAMBDA',
  functionArn: 'arn:fn',
} as const;

function source(handler: (payload: unknown) => unknown) {
  return sourceOf(config, { lambda: hostOf({ 'arn:fn': handler }) });
}

test('Invoke: the function gets the payload alone, its answer is the result', async () => {
  const answer = await ask(
    source((payload) => ({ got: payload })),
    { operation: 'Invoke', payload: { a: 1 } },
  );
  expect(answer).toEqual({ result: { got: { a: 1 } }, error: null });
});

test('Invoke: null payload and null answer', async () => {
  expect(
    await ask(
      source((payload) => payload),
      { operation: 'Invoke' },
    ),
  ).toEqual({ result: null, error: null });
});

test('Invoke of a function that throws: Lambda:Unhandled with its message', async () => {
  const { result, error } = await ask(
    source(() => {
      throw new RangeError('too far');
    }),
    { operation: 'Invoke' },
  );
  expect(result).toBeNull();
  expect(error).toMatchObject({ type: 'Lambda:Unhandled', message: 'too far' });
});

test('Event: answers null at once, the function still runs', async () => {
  const handler = vi.fn();
  const answer = await ask(source(handler), {
    operation: 'Invoke',
    invocationType: 'Event',
    payload: 5,
  });
  expect(answer).toEqual({ result: null, error: null });
  expect(handler).toHaveBeenCalledWith(5);
});

test('Event: goes to a host that repeats what fails', async () => {
  const invokeLater = vi.fn(() => null);
  const lambda: LambdaHost = { invoke: () => Promise.reject(new Error('not asked')), invokeLater };
  const request = { operation: 'Invoke', invocationType: 'Event', payload: { a: 1 } };
  expect(await ask(sourceOf(config, { lambda }), request)).toEqual({ result: null, error: null });
  expect(invokeLater).toHaveBeenCalledExactlyOnceWith(config.functionArn, { a: 1 });
});

test('Event that Lambda does not take: ctx.error', async () => {
  const refusal = { errorType: 'RequestTooLargeException', errorMessage: 'too large' };
  const lambda: LambdaHost = {
    invoke: () => Promise.reject(new Error('not asked')),
    invokeLater: () => refusal,
  };
  const request = { operation: 'Invoke', invocationType: 'Event' };
  expect(await ask(sourceOf(config, { lambda }), request)).toMatchObject({
    result: null,
    error: { message: 'too large' },
  });
});

test('BatchInvoke as Event: the function gets the list later, every item is null', async () => {
  const invokeLater = vi.fn(() => null);
  const lambda: LambdaHost = { invoke: () => Promise.reject(new Error('not asked')), invokeLater };
  const request = (payload: unknown) => ({
    operation: 'BatchInvoke',
    invocationType: 'Event',
    payload,
  });
  const answers = await askBatch(sourceOf(config, { lambda }), [request('a'), request('b')]);
  expect(answers).toEqual([
    { result: null, error: null },
    { result: null, error: null },
  ]);
  expect(invokeLater).toHaveBeenCalledExactlyOnceWith(config.functionArn, ['a', 'b']);
});

test('BatchInvoke without maxBatchSize: a list of one', async () => {
  const answer = await ask(
    source((payload) => [payload]),
    { operation: 'BatchInvoke', payload: 'x' },
  );
  expect(answer).toEqual({ result: ['x'], error: null });
});

test('the request’s time is over: Lambda:ExecutionTimeoutException', async () => {
  const lambda: LambdaHost = { invoke: () => new Promise(() => undefined) };
  const controller = new AbortController();
  const answer = ask(
    sourceOf(config, { lambda }),
    { operation: 'Invoke' },
    { signal: controller.signal },
  );
  controller.abort();
  expect(await answer).toEqual({
    result: null,
    error: { type: 'Lambda:ExecutionTimeoutException', message: 'Execution timed out.' },
  });
});

test.each([
  ['no operation', {}, "Value for field '$[operation]' not found."],
  [
    'unknown operation',
    { operation: 'Call' },
    "Unsupported operation 'Call'. An AWS_LAMBDA data source takes Invoke and BatchInvoke.",
  ],
  [
    'unknown invocation type',
    { operation: 'Invoke', invocationType: 'DryRun' },
    "Unsupported invocation type 'DryRun'; it is RequestResponse or Event.",
  ],
  [
    'an element that AppSync does not know',
    { operation: 'Invoke', arguments: {} },
    "Unsupported element '$[arguments]'.",
  ],
])('%s: MappingTemplate', async (_title, request, message) => {
  expect(
    await ask(
      source(() => 1),
      request,
    ),
  ).toEqual({
    result: null,
    isMalformedRequest: true,
    error: { type: 'MappingTemplate', message },
  });
});
