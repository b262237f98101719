import { Stats, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { DURATION, type Outcome } from '../../../model/metrics.ts';
import { metricNamespaceOf } from '../../metric-namespace.ts';
import { badShare, failedSignIns, failures, ofApi, ofPeople, requests } from '../metrics.ts';
import type { Watched } from '../watched.ts';
import { heading, numbers, row, search } from './widgets.ts';

/** What people see: whether they are answered, how fast, and whether they can sign in. */
export const seen = (watched: Watched): IWidget[][] => [
  heading('What people see', promised(watched)),
  numbers(
    { title: 'Requests', metric: requests(watched) },
    { title: 'Of a hundred, failed on our side', metric: badShare(watched, failures(watched)) },
    { title: '95 of 100 are answered within (ms)', metric: latency(watched, 95, 'p95') },
    { title: 'Sign-ins', metric: ofPeople(watched, 'SignInSuccesses', { label: 'sign-ins' }) },
  ),
  together(watched),
  byField(watched),
  watched.stage.enhancedMetrics ? reads(watched) : [],
];

const latency = (watched: Watched, percent: number, label: string) =>
  ofApi(watched, 'Latency', { statistic: Stats.percentile(percent), label });

const together = (watched: Watched): IWidget[] =>
  row(
    {
      title: 'Requests, and those that failed on our side',
      metrics: [requests(watched), failures(watched)],
    },
    {
      title: 'How long people wait for an answer',
      metrics: [
        latency(watched, 50, 'half of them'),
        latency(watched, 95, '95 of 100'),
        latency(watched, 99, '99 of 100'),
      ],
      unit: 'ms',
    },
    {
      title: 'Sign-ins, and those that were not let in',
      metrics: [ofPeople(watched, 'SignInSuccesses', { label: 'let in' }), failedSignIns(watched)],
    },
  );

/** Of fields that functions answer. */
function byField(watched: Watched): IWidget[] {
  const of = (outcome: Outcome, statistic: string) => {
    const schema = `{${metricNamespaceOf(watched.stage)},field,outcome}`;
    return search(`${schema} outcome="${outcome}" MetricName="${DURATION}"`, statistic);
  };
  return row(
    {
      title: 'What failed on our side, by field',
      metrics: [of('failed', Stats.SAMPLE_COUNT)],
    },
    {
      title: 'The slow fields: 95 of 100 changes take',
      metrics: [of('answered', 'p95')],
      unit: 'ms',
    },
    {
      title: 'Who listens to changes',
      metrics: [ofApi(watched, 'ActiveConnections', { label: 'connections' })],
    },
  );
}

/** Of fields that no function answers: which dimensions AppSync counts them by, CloudWatch finds. */
function reads({ api: { api } }: Watched): IWidget[] {
  const of = (words: string, statistic: string) =>
    search(`Namespace="AWS/AppSync" "${api.apiId}" ${words}`, statistic);
  return row(
    {
      title: 'Errors that callers of reads were told, by field',
      metrics: [of('GraphQLError', Stats.SUM)],
    },
    {
      title: 'How long each read takes, 95 of 100',
      metrics: [of('Resolver Latency', 'p95')],
      unit: 'ms',
    },
  );
}

function promised({ stage: { objectives } }: Watched): string {
  if (!objectives) return 'Nothing is promised in this stage.';
  const { answered, quick, quickMs } = objectives;
  return `Promised over 30 days: ${answered} % do not fail on our side, ${quick} % are answered within ${quickMs} ms.`;
}
