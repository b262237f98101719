import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats, type AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { STREAM_READER_NAMES, type StreamReader } from '../functions/stream-readers.ts';
import { described, silentAlarm, tell, type Paragraph, type Trigger } from './alarms.ts';
import { BurnRate } from './burn-rate.ts';
import {
  blocked,
  failedSignIns,
  FIVE_MINUTES,
  ofApi,
  ofMail,
  ofOwn,
  ofPeople,
  throttledCalls,
} from './metrics.ts';
import type { Watched } from './watched.ts';

interface MonitoringProps {
  readonly watched: Watched;
  /** Where alarms are told. */
  readonly topic: ITopic;
}

/** Of a message that wakes a reader: the longest pause is 4 minutes. */
const LONGEST_WAIT = Duration.minutes(15);

/**
 * Amazon SES reviews an account above these shares of its mails.
 * https://docs.aws.amazon.com/ses/latest/dg/reputationdashboardmessages.html
 */
const REVIEWED = { bounces: 0.05, complaints: 0.001 } as const;

/** Alarms on what people would notice and on what would not heal by itself; subscribe to the topic. */
export class Monitoring extends Construct {
  /** What tells somebody. */
  readonly told: AlarmBase[] = [];
  private readonly watched: Watched;
  private readonly topic: ITopic;

  constructor(scope: Construct, id: string, { watched, topic }: MonitoringProps) {
    super(scope, id);
    this.watched = watched;
    this.topic = topic;
    const { objectives } = watched.stage;
    const fails = ofApi(watched, '5XXError');
    this.alarm('api-5xx', { metric: fails, threshold: 5 }, 'The GraphQL API fails', 'api-5xx');
    if (objectives) {
      this.told.push(...new BurnRate(this, 'BurnRate', { watched, objectives, topic }).told);
    }
    this.watchIdentities();
    this.watchFunctions();
    this.watchSignIns();
    this.watchTable();
    this.watchFirewall();
    this.watchMail();
    for (const name of STREAM_READER_NAMES) this.watchReader(name);
  }

  private watchFunctions(): void {
    const { triggers, functions } = this.watched;
    for (const [name, lambda] of [...triggers.all(), ...functions.all()]) {
      const period = FIVE_MINUTES;
      const errors = { metric: lambda.metricErrors({ period }), threshold: 1 };
      this.alarm(`${name}-errors`, errors, `The function ${name} failed`, 'errors');
      const throttles = { metric: lambda.metricThrottles({ period }), threshold: 1 };
      const text = `Lambda had no room for another invocation of ${name}`;
      this.alarm(`${name}-throttles`, throttles, text, 'throttles');
    }
  }

  private watchReader(name: StreamReader): void {
    const { functions, kept } = this.watched;
    const period = FIVE_MINUTES;
    const reader = functions.get(name);
    const given = kept.deadLetters.get(name)?.metricApproximateNumberOfMessagesVisible({ period });
    if (given) {
      const text = `${name} gave up on a change of a user: npm run users -- replay`;
      this.alarm(`${name}-dead-letters`, { metric: given, threshold: 1 }, text, 'dead-letters');
    }
    // The record is lost: neither bucket nor queue has it.
    const lost = reader.metric('DestinationDeliveryFailures', { statistic: Stats.SUM, period });
    const gone = `${name} gave up on a change that could not be kept`;
    this.alarm(`${name}-lost`, { metric: lost, threshold: 1 }, gone, 'lost');
    this.watchParked(name);
    const age = reader.metric('IteratorAge', { statistic: Stats.MAXIMUM, period });
    const late = { metric: age, threshold: FIVE_MINUTES.toMilliseconds() };
    this.alarm(`${name}-lag`, late, `${name} is 5 minutes behind`, 'lag');
  }

  /** Of people whose changes were set aside: whether they wait for long, and whether they are looked at. */
  private watchParked(name: StreamReader): void {
    const { functions, kept } = this.watched;
    const FunctionName = functions.get(name).functionName;
    const waiting = {
      metric: ofOwn(this.watched, 'ChangesWaiting', { FunctionName }),
      threshold: 1,
    };
    const text = `${name} fails with a user's changes for 5 minutes and more`;
    this.alarm(`${name}-waiting`, waiting, text, 'waiting');
    const age = kept.parked.queues
      .get(name)
      ?.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES });
    const stuck = `Changes that ${name} set aside are not worked off`;
    if (!age) return;
    const threshold = LONGEST_WAIT.toSeconds();
    this.alarm(`${name}-stuck`, { metric: age, threshold }, stuck, 'stuck');
  }

  private watchIdentities(): void {
    const FunctionName = this.watched.functions.get('sync-identity').functionName;
    const metric = ofOwn(this.watched, 'IdentityMissing', { FunctionName });
    const text = 'A user has no Cognito user any more: npm run users -- reconcile tells who';
    this.alarm('identity-missing', { metric, threshold: 1 }, text, 'identity-missing');
  }

  private watchSignIns(): void {
    const throttled = { metric: ofPeople(this.watched, 'SignInThrottles'), threshold: 1 };
    const text = 'Cognito refuses sign-ins: its quota is used up';
    this.alarm('sign-ins-throttled', throttled, text, 'sign-ins-throttled');
    // More than people who mistype: somebody tries passwords, or the app signs nobody in.
    const failed = { metric: failedSignIns(this.watched), threshold: 100, periods: 3 };
    const many = 'A hundred sign-ins and more fail in 5 minutes, for 15 minutes';
    this.alarm('sign-ins-failed', failed, many, 'sign-ins-failed');
  }

  private watchTable(): void {
    const calls = Object.fromEntries(
      throttledCalls(this.watched).map((metric, index) => [`calls${index}`, metric] as const),
    );
    const metric = new MathExpression({
      expression: Object.keys(calls)
        .map((name) => `FILL(${name}, 0)`)
        .join(' + '),
      usingMetrics: calls,
      period: FIVE_MINUTES,
    });
    // A few are gone with the next try of the SDK.
    const text = 'DynamoDB throttles the table of users';
    this.alarm('table-throttles', { metric, threshold: 10 }, text, 'table');
  }

  private watchFirewall(): void {
    const walls = Object.fromEntries(
      blocked(this.watched).map((metric, index) => [`wall${index}`, metric] as const),
    );
    const names = Object.keys(walls);
    if (names.length === 0) return;
    const metric = new MathExpression({
      expression: names.map((name) => `FILL(${name}, 0)`).join(' + '),
      usingMetrics: walls,
      period: FIVE_MINUTES,
    });
    const text = 'The firewall refuses a hundred requests and more in 5 minutes, for 15 minutes';
    this.alarm('firewall', { metric, threshold: 100, periods: 3 }, text, 'firewall');
  }

  private watchMail(): void {
    const period = Duration.hours(1);
    const rate = (name: string) => ofMail(name, { statistic: Stats.AVERAGE, period });
    const bounces = { metric: rate('Reputation.BounceRate'), threshold: REVIEWED.bounces };
    this.alarm('mail-bounces', bounces, 'Of a hundred mails 5 come back', 'bounces');
    const complaints = { metric: rate('Reputation.ComplaintRate'), threshold: REVIEWED.complaints };
    const text = 'Of a thousand mails one is called unwanted';
    this.alarm('mail-complaints', complaints, text, 'complaints');
  }

  private alarm(name: string, trigger: Trigger, text: string, paragraph: Paragraph): void {
    const alarm = silentAlarm(this, name, trigger, described(text, paragraph));
    tell(alarm, this.topic);
    this.told.push(alarm);
  }
}
