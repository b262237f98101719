import { Stats, type IMetric, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { STREAM_READER_NAMES, type StreamReader } from '../../functions/stream-readers.ts';
import { FIVE_MINUTES, ofOwn } from '../metrics.ts';
import type { Watched } from '../watched.ts';
import { heading, row } from './widgets.ts';

/** What was changed and is not known everywhere yet. */
export function waiting(watched: Watched): IWidget[][] {
  const { functions, kept } = watched;
  const period = FIVE_MINUTES;
  const each = (of: (name: StreamReader) => IMetric) => STREAM_READER_NAMES.map(of);
  const messages = (queues: ReadonlyMap<StreamReader, Queue>) =>
    [...queues].map(([label, queue]) =>
      queue.metricApproximateNumberOfMessagesVisible({ period, label }),
    );
  return [
    heading(
      'What waits',
      'A change is in the table at once. publish-changes tells those who listen, sync-identity tells Cognito.',
    ),
    row(
      {
        title: 'How far behind the changes are',
        metrics: each((label) =>
          functions.get(label).metric('IteratorAge', { statistic: Stats.MAXIMUM, period, label }),
        ),
        unit: 'ms',
      },
      {
        title: 'People whose changes are tried again for 5 minutes and more',
        metrics: each((label) => {
          const FunctionName = functions.get(label).functionName;
          return ofOwn(watched, 'ChangesWaiting', { FunctionName }, { label });
        }),
      },
      { title: 'People whose changes wait', metrics: messages(kept.parked.queues) },
      { title: 'Changes that were given up', metrics: messages(kept.deadLetters) },
    ),
  ];
}
