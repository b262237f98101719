import { Duration } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import {
  Alarm,
  ComparisonOperator,
  Metric,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { STREAM_READER_NAMES, type StreamReader } from './functions/stream-readers.ts';
import type { Functions } from './functions/functions.ts';
import type { KeptChanges } from './kept-changes.ts';

/** What is watched, and who is told. */
export interface MonitoringProps {
  readonly api: GraphqlApi;
  /** Those that the user pool calls, and all others. */
  readonly triggers: Functions;
  readonly functions: Functions;
  readonly kept: KeptChanges;
  /** Where alarms are told. */
  readonly topic: ITopic;
}

const FIVE_MINUTES = Duration.minutes(5);

/** Of a message that wakes a reader: the longest pause is 4 minutes. */
const LONGEST_WAIT = Duration.minutes(15);

/** Alarms on what users would notice and on what would not heal by itself; subscribe to the topic. */
export class Monitoring extends Construct {
  private readonly topic: ITopic;

  constructor(
    scope: Construct,
    id: string,
    { api, triggers, functions, kept, topic }: MonitoringProps,
  ) {
    super(scope, id);
    this.topic = topic;
    this.watchApi(api);
    this.watchIdentities(functions);
    for (const [name, lambda] of [...triggers.all(), ...functions.all()]) {
      this.alarm(
        `${name}-errors`,
        lambda.metricErrors({ period: FIVE_MINUTES }),
        1,
        `The function ${name} failed: see its log`,
      );
    }
    for (const [name, queue] of kept.deadLetters) {
      this.alarm(
        `${name}-dead-letters`,
        queue.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES }),
        1,
        `${name} gave up on a change of a user: npm run users -- replay`,
      );
    }
    for (const name of STREAM_READER_NAMES) {
      // The record is lost: neither bucket nor queue has it.
      this.alarm(
        `${name}-lost`,
        functions.get(name).metric('DestinationDeliveryFailures', {
          statistic: 'Sum',
          period: FIVE_MINUTES,
        }),
        1,
        `${name} gave up on a change that could not be kept: see docs/operations.md`,
      );
      this.watchParked(name, functions.get(name).functionName, kept);
      const age = functions
        .get(name)
        .metric('IteratorAge', { statistic: 'Maximum', period: FIVE_MINUTES });
      this.alarm(`${name}-lag`, age, FIVE_MINUTES.toMilliseconds(), `${name} is 5 minutes behind`);
    }
  }

  private watchApi(api: GraphqlApi): void {
    const failures = new Metric({
      namespace: 'AWS/AppSync',
      metricName: '5XXError',
      dimensionsMap: { GraphQLAPIId: api.apiId },
      statistic: 'Sum',
      period: FIVE_MINUTES,
    });
    this.alarm('api-5xx', failures, 5, 'The GraphQL API fails');
  }

  /** Of people whose changes were set aside: whether they wait for long, and whether they are looked at. */
  private watchParked(name: StreamReader, FunctionName: string, { parked }: KeptChanges): void {
    const waiting = new Metric({
      namespace: 'UserManager',
      metricName: 'ChangesWaiting',
      dimensionsMap: { FunctionName },
      statistic: 'Sum',
      period: FIVE_MINUTES,
    });
    const description = `${name} fails with a user's changes for 5 minutes and more: see its log`;
    this.alarm(`${name}-waiting`, waiting, 1, description);
    const age = parked.queues
      .get(name)
      ?.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES });
    const stuck = `Changes that ${name} set aside are not worked off: see its log`;
    if (age) this.alarm(`${name}-stuck`, age, LONGEST_WAIT.toSeconds(), stuck);
  }

  private watchIdentities(functions: Functions): void {
    const missing = new Metric({
      namespace: 'UserManager',
      metricName: 'IdentityMissing',
      dimensionsMap: { FunctionName: functions.get('sync-identity').functionName },
      statistic: 'Sum',
      period: FIVE_MINUTES,
    });
    const description = 'A user has no Cognito user any more: users reconcile tells who';
    this.alarm('identity-missing', missing, 1, description);
  }

  private alarm(name: string, metric: IMetric, threshold: number, alarmDescription: string): void {
    const alarm = new Alarm(this, name, {
      metric,
      threshold,
      alarmDescription,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }
}
