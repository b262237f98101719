import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Queue } from '../../../assembly/model.ts';
import { createQueues } from '../../../services/sqs/index.ts';
import { createFakeClock } from '../../../testing/fake-clock.ts';
import { summaryOf } from '../../../tracing/describe.ts';
import { createTracer } from '../../../tracing/tracer.ts';

const queueOf = (queueName: string, change: Partial<Queue> = {}): Queue => ({
  stackName: 'T',
  logicalId: queueName,
  queueName,
  arn: `arn:aws:sqs:us-east-1:000000000000:${queueName}`,
  url: `http://127.0.0.1/000000000000/${queueName}`,
  visibilityTimeout: 30,
  ...change,
});

const DEAD = queueOf('dead');
const redrive = { deadLetterArn: DEAD.arn, maxReceiveCount: 2 };

/** Queues behind a clock that is moved, and what is remembered of them. */
function start(...queues: readonly Queue[]) {
  const clock = createFakeClock();
  const tracer = createTracer({ clock });
  const file = join(mkdtempSync(join(tmpdir(), 'redrive-')), 'queues.sqlite');
  const service = createQueues(queues, { file, clock, tracer });
  onTestFinished(() => service.stop());
  return { ...service, clock, tracer };
}

test('RedrivePolicy: received as often as that, a message goes to the dead-letter queue, with its id', () => {
  const source = queueOf('letters', { redrive });
  const { send, reader, inspector, clock, tracer } = start(source, DEAD);
  const sender = tracer.begin('invocation', 'write', { cause: null });
  tracer.run(sender, () => send(source.arn, 'poison'));
  const [first] = reader.receive(source, 10);
  clock.advance(30_000);
  expect(reader.receive(source, 10)).toMatchObject([{ id: first?.id, receiveCount: 2 }]);
  // Hidden yet: its second receiver may still delete it.
  expect(reader.receive(source, 10)).toEqual([]);
  expect(inspector.messages(DEAD, 10)).toEqual([]);
  clock.advance(30_000);
  expect(reader.receive(source, 10)).toEqual([]);
  expect(inspector.messages(source, 10)).toEqual([]);
  expect(inspector.messages(DEAD, 10)).toMatchObject([
    { id: first?.id, body: 'poison', receiveCount: 2 },
  ]);
  expect(tracer.kept().map((record) => summaryOf(record, tracer))).toMatchObject([
    {
      kind: 'queue',
      name: 'letters',
      outcome: 'failed',
      causeId: tracer.idOf(sender),
      error: { message: 'It was received 2 times and is in the queue dead now' },
    },
  ]);
});

test('RedrivePolicy: what was deleted in time, and what no policy is for, stays out of it', () => {
  const source = queueOf('letters', { redrive });
  const plain = queueOf('plain');
  const { send, reader, inspector, clock } = start(source, plain, DEAD);
  send(source.arn, 'done');
  send(plain.arn, 'again');
  for (let time = 1; time <= 3; time += 1) {
    for (const { receiptHandle } of reader.receive(source, 10).filter(() => time === 2)) {
      reader.delete(source, receiptHandle);
    }
    expect(reader.receive(plain, 10)).toMatchObject([{ receiveCount: time }]);
    clock.advance(30_000);
  }
  expect(inspector.messages(DEAD, 10)).toEqual([]);
});

test('RedrivePolicy: a dead-letter queue that is not played takes nothing, and nothing is lost', () => {
  const source = queueOf('letters', { redrive });
  const { send, reader, clock } = start(source);
  send(source.arn, 'poison');
  for (let time = 1; time <= 4; time += 1) {
    expect(reader.receive(source, 10)).toMatchObject([{ receiveCount: time }]);
    clock.advance(30_000);
  }
});
