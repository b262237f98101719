import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCheckpoints } from '../../../services/lambda/event-sources/checkpoints.ts';
import { openQueueStore } from '../../../services/sqs/store.ts';

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:letters';

test('a dead letter: has one MessageId at /dead-letters and for receivers, never given again', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ids-')), 'messages.sqlite');
  const checkpoints = openCheckpoints(file);
  const queues = openQueueStore(file);
  onTestFinished(() => [checkpoints, queues].forEach((one) => one.close()));
  const idOfNext = (now: number): string => {
    checkpoints.sendMessage(QUEUE, '{}', now);
    const [{ id } = { id: '' }] = checkpoints.messages();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(checkpoints.messages()).toMatchObject([{ id }]);
    expect(queues.receive(QUEUE, { count: 1, now, hiddenFor: 1 })).toMatchObject([{ id }]);
    return id;
  };
  const first = idOfNext(1);
  checkpoints.forget();
  expect(idOfNext(2)).not.toBe(first);
});
