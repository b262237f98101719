import { Duration } from 'aws-cdk-lib';
import {
  AlarmRule,
  AlarmState,
  CompositeAlarm,
  type AlarmBase,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { described, silentAlarm, tell, type Paragraph } from './alarms.ts';
import { badShare, failures, slow } from './metrics.ts';
import { FASTEST_BURN } from '../least-objective.ts';
import type { Objectives } from '../stage.ts';
import type { Watched } from './watched.ts';

/**
 * How many times faster than would last for 30 days what may go wrong is used up. The long window shows that it is
 * no trifle (2 and 5 % of the month's share), the short one that it goes on.
 * https://sre.google/workbook/alerting-on-slos/ (6: Multiwindow, Multi-Burn-Rate Alerts)
 */
const BURNS = [
  { name: 'fast', rate: FASTEST_BURN, long: Duration.hours(1), short: Duration.minutes(5) },
  { name: 'slow', rate: 6, long: Duration.hours(6), short: Duration.minutes(30) },
] as const;

/** Bad requests in the long window below which nobody is woken: at night one of three is no outage. */
const LEAST_BAD = 5;

/** What is promised of requests. */
interface Promised {
  readonly name: Paragraph;
  /** Completes "Requests". */
  readonly text: string;
  /** Percent. */
  readonly objective: number;
  readonly bad: (period: Duration) => IMetric;
}

interface BurnRateProps {
  readonly watched: Watched;
  readonly objectives: Objectives;
  readonly topic: ITopic;
}

/** Tells when what is promised to people is used up too fast to last. */
export class BurnRate extends Construct {
  /** What tells somebody. */
  readonly told: AlarmBase[] = [];
  private readonly props: BurnRateProps;

  constructor(scope: Construct, id: string, props: BurnRateProps) {
    super(scope, id);
    this.props = props;
    const { watched, objectives } = props;
    this.watch({
      name: 'answers',
      text: 'fail on our side',
      objective: objectives.answered,
      bad: (period) => failures(watched, period),
    });
    this.watch({
      name: 'speed',
      text: `take longer than ${objectives.quickMs} ms`,
      objective: objectives.quick,
      bad: (period) => slow(watched, objectives, period),
    });
  }

  private watch({ name, text, objective, bad }: Promised): void {
    const { watched, topic } = this.props;
    for (const { name: speed, rate, ...windows } of BURNS) {
      // Percent, without what floating point leaves behind.
      const threshold = Math.round(rate * (100 - objective) * 1_000) / 1_000;
      const isBad = Object.entries(windows).map(([window, period]) => {
        const least = window === 'long' ? LEAST_BAD : 1;
        return silentAlarm(
          this,
          `${name}-${speed}-${window}`,
          { metric: badShare(watched, bad(period), { least, period }), threshold },
          `One half of ${name}-${speed}: by itself it tells nobody`,
        );
      });
      const both = isBad.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM));
      const what = `Requests ${text}, ${rate} times as many as ${objective} % allows`;
      const alarm = new CompositeAlarm(this, `${name}-${speed}`, {
        alarmRule: AlarmRule.allOf(...both),
        alarmDescription: described(what, name),
      });
      tell(alarm, topic);
      this.told.push(alarm);
    }
  }
}
