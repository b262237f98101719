import { Stats, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { FIVE_MINUTES, ofApi, ofMail, ofTable, requests } from '../metrics.ts';
import type { Watched } from '../watched.ts';
import { heading, row, search } from './widgets.ts';

const READS = 'ConsumedReadCapacityUnits';
const WRITES = 'ConsumedWriteCapacityUnits';

const ofIndexes = ({ table }: Watched, metricName: string): string =>
  `{AWS/DynamoDB,GlobalSecondaryIndexName,TableName} MetricName="${metricName}" TableName="${table.tableName}"`;

/** What is paid for by use, and what AWS gives so much of and no more. */
export function costs(watched: Watched): IWidget[][] {
  const { triggers, functions } = watched;
  const all = [...triggers.all(), ...functions.all()];
  const period = FIVE_MINUTES;
  return [
    heading(
      'What it costs, and what is left',
      'Prices: docs/cost.md. Quotas, and what to ask AWS for: docs/scale.md.',
    ),
    row(
      {
        title: 'Requests, and messages to those who listen (billed each)',
        metrics: [
          requests(watched),
          ofApi(watched, 'PublishDataMessageSuccess', { label: 'messages' }),
        ],
      },
      {
        title: 'Units of the table and of its indexes (billed each)',
        metrics: [
          ofTable(watched, READS, { label: 'reads' }),
          ofTable(watched, WRITES, { label: 'writes' }),
          ...[READS, WRITES].map((name) => search(ofIndexes(watched, name), Stats.SUM)),
        ],
      },
      {
        title: 'Runs of functions (billed each)',
        metrics: all.map(([label, lambda]) => lambda.metricInvocations({ period, label })),
      },
    ),
    row(
      {
        title: 'Runs of functions at once: the account has room for 1,000 unless AWS gave more',
        metrics: all.map(([label, lambda]) =>
          lambda.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM, period, label }),
        ),
      },
      {
        title: 'Calls of Cognito, by its quotas (whole account)',
        metrics: [search('Namespace="AWS/Usage" Cognito CallCount', Stats.SUM)],
      },
      {
        title: 'Mails sent (billed each; whole account)',
        metrics: [ofMail('Send', { label: 'mails' })],
      },
    ),
  ];
}
