import {
  Alarm,
  ComparisonOperator,
  TreatMissingData,
  type AlarmBase,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** Headings of docs/operations.md that say what an alarm means, where to look and what to do. */
export type Paragraph =
  | 'api-5xx'
  | 'new-version'
  | 'answers'
  | 'speed'
  | 'errors'
  | 'throttles'
  | 'table'
  | 'sign-ins-throttled'
  | 'sign-ins-failed'
  | 'firewall'
  | 'bounces'
  | 'complaints'
  | 'identity-missing'
  | 'lag'
  | 'waiting'
  | 'stuck'
  | 'dead-letters'
  | 'lost';

/** When an alarm goes on. */
export interface Trigger {
  readonly metric: IMetric;
  /** On at this value and above. */
  readonly threshold: number;
  /** Of how many periods in a row. @default 1 */
  readonly periods?: number;
}

/** What an alarm says in its mail. */
export const described = (text: string, paragraph: Paragraph): string =>
  `${text}. What it means and what to do: docs/operations.md#alarm-${paragraph}`;

/**
 * An alarm that by itself tells nobody. Nothing counted is nothing wrong: most metrics have points only when
 * something happens.
 */
export function silentAlarm(
  scope: Construct,
  name: string,
  { metric, threshold, periods = 1 }: Trigger,
  alarmDescription: string,
): Alarm {
  return new Alarm(scope, name, {
    metric,
    threshold,
    alarmDescription,
    evaluationPeriods: periods,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}

/** Lets an alarm tell who listens when it goes on, and when it goes off. */
export function tell(alarm: AlarmBase, topic: ITopic): void {
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
}
