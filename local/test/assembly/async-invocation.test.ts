import { Duration, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

function functionWith(
  configure: (fn: lambda.Function, queue: sqs.Queue) => void,
  props: (queue: sqs.Queue) => Partial<lambda.FunctionProps> = () => ({}),
) {
  const app = appOf((root) => {
    const stack = new Stack(root, 'Trial');
    const queue = new sqs.Queue(stack, 'Letters', { visibilityTimeout: Duration.minutes(2) });
    const fn = new lambda.Function(stack, 'Fn', {
      code: lambda.Code.fromInline('exports.handler = async () => 1'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      ...props(queue),
    });
    configure(fn, queue);
  });
  return { asynchronous: app.functions[0]?.asynchronous, queue: app.queues[0] };
}

test('configureAsyncInvoke: its rules and destinations', () => {
  const { asynchronous, queue } = functionWith((fn, letters) =>
    fn.configureAsyncInvoke({
      retryAttempts: 1,
      maxEventAge: Duration.minutes(5),
      onFailure: new SqsDestination(letters),
      onSuccess: new SqsDestination(letters),
    }),
  );
  expect(asynchronous).toEqual({
    maximumRetryAttempts: 1,
    maximumEventAgeInSeconds: 300,
    onFailureArn: queue?.arn,
    onSuccessArn: queue?.arn,
    deadLetterArn: null,
  });
});

test('EventInvokeConfig of a version or alias: is that of the function', () => {
  const { asynchronous } = functionWith((fn) => {
    fn.addAlias('live').configureAsyncInvoke({ retryAttempts: 0 });
  });
  expect(asynchronous).toMatchObject({ maximumRetryAttempts: 0, maximumEventAgeInSeconds: 21_600 });
});

test('DeadLetterConfig: the queue, and Lambda’s own rules', () => {
  const { asynchronous, queue } = functionWith(
    () => undefined,
    (deadLetterQueue) => ({ deadLetterQueue }),
  );
  expect(asynchronous).toEqual({
    maximumRetryAttempts: 2,
    maximumEventAgeInSeconds: 21_600,
    onFailureArn: null,
    onSuccessArn: null,
    deadLetterArn: queue?.arn,
  });
});

test('Queue: its visibility timeout', () => {
  expect(functionWith(() => undefined).queue?.visibilityTimeout).toBe(120);
});

test('Queue: its RedrivePolicy, with the ARN of the dead-letter queue', () => {
  const { queues } = appOf((root) => {
    const stack = new Stack(root, 'Trial');
    const queue = new sqs.Queue(stack, 'Dead', { queueName: 'dead' });
    new sqs.Queue(stack, 'Letters', { deadLetterQueue: { queue, maxReceiveCount: 3 } });
  });
  const [dead, letters] = queues;
  expect(letters?.redrive).toEqual({ deadLetterArn: dead?.arn, maxReceiveCount: 3 });
  expect(dead).not.toHaveProperty('redrive');
});
