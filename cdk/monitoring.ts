import { Aws, CfnOutput, Duration } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import {
  Alarm,
  ComparisonOperator,
  Metric,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { EventSources } from './event-sources.ts';
import { STREAM_READER_NAMES, type StreamReader } from './functions/stream-readers.ts';
import type { Functions } from './functions/functions.ts';

/** What is watched, and who is told. */
export interface MonitoringProps {
  readonly api: GraphqlApi;
  readonly functions: Functions;
  readonly eventSources: EventSources;
  /** Whom alarms mail, beside who subscribes; null: nobody. */
  readonly mail: string | null;
}

const FIVE_MINUTES = Duration.minutes(5);

/** Of a message that wakes a reader: the longest pause is 4 minutes. */
const LONGEST_WAIT = Duration.minutes(15);

/** Alarms on what users would notice and on what would not heal by itself; subscribe to the topic. */
export class Monitoring extends Construct {
  private readonly topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    { api, functions, eventSources, mail }: MonitoringProps,
  ) {
    super(scope, id);
    this.topic = this.createTopic();
    if (mail !== null) this.topic.addSubscription(new EmailSubscription(mail));
    new CfnOutput(this, 'AlarmTopicArn', { value: this.topic.topicArn });
    this.watchApi(api);
    this.watchIdentities(functions);
    for (const [name, lambda] of functions.all()) {
      this.alarm(
        `${name}-errors`,
        lambda.metricErrors({ period: FIVE_MINUTES }),
        1,
        `The function ${name} failed: see its log`,
      );
    }
    for (const [name, queue] of eventSources.deadLetters) {
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
      this.watchParked(name, functions.get(name).functionName, eventSources);
      const age = functions
        .get(name)
        .metric('IteratorAge', { statistic: 'Maximum', period: FIVE_MINUTES });
      this.alarm(`${name}-lag`, age, FIVE_MINUTES.toMilliseconds(), `${name} is 5 minutes behind`);
    }
  }

  // With a policy of its own a topic loses the one that AWS gives it, which lets alarms publish.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
  private createTopic(): Topic {
    const topic = new Topic(this, 'Alarms', { enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    return topic;
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
  private watchParked(name: StreamReader, FunctionName: string, { parked }: EventSources): void {
    const waiting = new Metric({
      namespace: 'UserManager',
      metricName: 'ChangesWaiting',
      dimensionsMap: { FunctionName },
      statistic: 'Sum',
      period: FIVE_MINUTES,
    });
    const description = `${name} fails with a user's changes for 5 minutes and more: see its log`;
    this.alarm(`${name}-waiting`, waiting, 1, description);
    const age = parked.get(name)?.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES });
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
