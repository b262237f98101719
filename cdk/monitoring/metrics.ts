import { Aws, Duration, Tokenization } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { DURATION, type Kind, type MetricName, type Outcome } from '../../model/metrics.ts';
import { FAILED } from '../../model/errors.ts';
import type { OperationName } from '../../model/operations.ts';
import { metricNamespaceOf } from '../metric-namespace.ts';
import type { Objectives } from '../stage.ts';
import type { Watched } from './watched.ts';

/** How long most alarms look back, and what a point of a graph stands for. */
export const FIVE_MINUTES = Duration.minutes(5);

/** Of what is asked for when nothing else is said. */
interface Asked {
  readonly statistic?: string;
  readonly period?: Duration;
  readonly label?: string;
}

const asked = ({ statistic = Stats.SUM, period = FIVE_MINUTES, label }: Asked = {}) => ({
  statistic,
  period,
  ...(label === undefined ? {} : { label }),
});

/** A metric that AppSync counts of the API. */
export const ofApi = ({ api: { api } }: Pick<Watched, 'api'>, metricName: string, how?: Asked) =>
  new Metric({
    namespace: 'AWS/AppSync',
    metricName,
    dimensionsMap: { GraphQLAPIId: api.apiId },
    ...asked(how),
  });

/** A metric that this product counts itself. */
export const ofOwn = (
  { stage }: Pick<Watched, 'stage'>,
  metricName: MetricName | typeof DURATION | typeof FAILED,
  dimensionsMap: Readonly<Record<string, string>> = {},
  how?: Asked,
) => new Metric({ namespace: metricNamespaceOf(stage), metricName, dimensionsMap, ...asked(how) });

/** A metric of the account's mail: Amazon SES judges the account, not who in it has sent. */
export const ofMail = (metricName: string, how?: Asked) =>
  new Metric({ namespace: 'AWS/SES', metricName, ...asked(how) });

/** A metric of the table, without its indexes. */
export const ofTable = ({ table }: Pick<Watched, 'table'>, metricName: string, how?: Asked) =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: table.tableName },
    ...asked(how),
  });

/** What functions and resolvers ask of the table: an alarm takes ten metrics at most. */
const OPERATIONS = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'Scan',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactGetItems',
  'TransactWriteItems',
] as const;

/**
 * Calls of each operation that were throttled, by the table or by one of its indexes: of the metrics by table alone none
 * counts what an index refuses, which has the hotter partitions.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export const throttledCalls = ({ table }: Pick<Watched, 'table'>): readonly Metric[] =>
  OPERATIONS.map(
    (Operation) =>
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName: 'ThrottledRequests',
        dimensionsMap: { TableName: table.tableName, Operation },
        label: Operation,
        ...asked(),
      }),
  );

/**
 * A metric of the user pool, of people in the app and in the console together.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html
 */
export function ofPeople({ users }: Pick<Watched, 'users'>, metricName: string, how?: Asked) {
  const of = (client: Watched['users']['appClient']) =>
    new Metric({
      namespace: 'AWS/Cognito',
      metricName,
      dimensionsMap: {
        UserPool: users.pool.userPoolId,
        UserPoolClient: client.userPoolClientId,
      },
      ...asked(how),
    });
  const { period, label = metricName } = asked(how);
  const name = (which: string) => `${which}${metricName}${how?.statistic ?? ''}`;
  const [app, console] = [name('app'), name('console')];
  return new MathExpression({
    expression: `FILL(${app}, 0) + FILL(${console}, 0)`,
    usingMetrics: { [app]: of(users.appClient), [console]: of(users.consoleClient) },
    label,
    period,
  });
}

/** Sign-ins that were begun and not finished: every other sample is 0. */
export const failedSignIns = (watched: Watched, period = FIVE_MINUTES) =>
  new MathExpression({
    expression: 'tried - done',
    usingMetrics: {
      tried: ofPeople(watched, 'SignInSuccesses', { statistic: Stats.SAMPLE_COUNT, period }),
      done: ofPeople(watched, 'SignInSuccesses', { period }),
    },
    label: 'not let in',
    period,
  });

/**
 * Requests that the firewall refused, of each thing that it stands before; none in a stage without one.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
 */
export function blocked({ firewall }: Pick<Watched, 'firewall'>): readonly Metric[] {
  const acls = firewall?.node.findAll().filter((one) => one instanceof CfnWebACL) ?? [];
  return acls.flatMap(({ visibilityConfig }) => {
    if (Tokenization.isResolvable(visibilityConfig)) return [];
    const { metricName: WebACL } = visibilityConfig;
    return new Metric({
      namespace: 'AWS/WAFV2',
      metricName: 'BlockedRequests',
      dimensionsMap: { WebACL, Region: Aws.REGION, Rule: 'ALL' },
      label: `refused by ${WebACL}`,
      ...asked(),
    });
  });
}

/** How often functions ended with an outcome, in all that people asked for. */
export function ended(
  watched: Pick<Watched, 'stage'>,
  outcome: Outcome,
  how: Omit<Asked, 'statistic'> = {},
) {
  const kind: Kind = 'field';
  const dimensions = { kind, outcome };
  return ofOwn(watched, DURATION, dimensions, { ...how, statistic: Stats.SAMPLE_COUNT });
}

/** How often the function of a field ended with an outcome. */
export function runsOf(
  watched: Watched,
  operation: OperationName,
  outcome: Outcome,
  how: Omit<Asked, 'statistic'> = {},
) {
  const field = operation.replace(/^.*\./u, '');
  return ofOwn(watched, DURATION, { field, outcome }, { ...how, statistic: Stats.SAMPLE_COUNT });
}

/** Each request has one latency. AppSync's own `Requests` are those of all APIs of the account. */
export const requests = (watched: Pick<Watched, 'api'>, period = FIVE_MINUTES) =>
  ofApi(watched, 'Latency', { statistic: Stats.SAMPLE_COUNT, period, label: 'requests' });

/** What failed on our side: in AppSync, in a function, in a resolver that reads by itself. */
export const failures = (watched: Pick<Watched, 'api' | 'stage'>, period = FIVE_MINUTES) =>
  new MathExpression({
    expression: 'FILL(unavailable, 0) + FILL(inFunctions, 0) + FILL(inResolvers, 0)',
    usingMetrics: {
      unavailable: ofApi(watched, '5XXError', { period }),
      inFunctions: ended(watched, 'failed', { period }),
      inResolvers: ofOwn(watched, FAILED, {}, { period }),
    },
    label: 'failed on our side',
    period,
  });

/** Requests that took longer than what is promised. */
export const slow = (watched: Watched, { quickMs }: Objectives, period = FIVE_MINUTES) =>
  new MathExpression({
    expression: '(100 - quick) / 100 * requests',
    usingMetrics: {
      quick: ofApi(watched, 'Latency', { statistic: Stats.percentileRank(quickMs), period }),
      requests: requests(watched, period),
    },
    label: `longer than ${quickMs} ms`,
    period,
  });

/**
 * Of a hundred requests those that were bad; none while fewer than `least` were, as a share of a handful of
 * requests says nothing.
 */
export const badShare = (
  watched: Pick<Watched, 'api'>,
  bad: IMetric,
  {
    least = 1,
    period = FIVE_MINUTES,
  }: { readonly least?: number; readonly period?: Duration } = {},
) =>
  new MathExpression({
    expression: `IF(bad >= ${least}, 100 * bad / total, 0)`,
    usingMetrics: { bad, total: requests(watched, period) },
    label: 'of a hundred requests',
    period,
  });
