import type { App } from '../../assembly/model.ts';
import { shortFunctionName } from './functions.ts';

/** What brings events to targets: a rule of EventBridge, or a schedule. */
export interface RuleDescription {
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly stackName: string;
  /** Of a rule; null of a schedule. */
  readonly eventBusName: string | null;
  /** JSON text of the event pattern; null for what runs by time alone. */
  readonly pattern: string | null;
  /** `rate(5 minutes)`, with the time zone where it is not UTC; null for what waits for events. */
  readonly schedule: string | null;
  /** Short names of functions; ARNs of what else there is. */
  readonly targets: readonly string[];
}

/** Describes the rules and schedules. */
export function describeRules(app: App): readonly RuleDescription[] {
  const rules = app.eventRules.map((rule) => ({
    name: rule.ruleName,
    arn: rule.arn,
    logicalId: rule.logicalId,
    stackName: rule.stackName,
    eventBusName: rule.eventBusName,
    pattern: rule.pattern,
    schedule: rule.scheduleExpression,
    targets: rule.targets.map(({ arn }) => shortFunctionName(arn, app)),
  }));
  const schedules = app.schedules.map(
    ({ scheduleName, arn, logicalId, stackName, scheduleExpression, timezone, targetArn }) => ({
      name: scheduleName,
      arn,
      logicalId,
      stackName,
      eventBusName: null,
      pattern: null,
      schedule: timezone === 'UTC' ? scheduleExpression : `${scheduleExpression} ${timezone}`,
      targets: [shortFunctionName(targetArn, app)],
    }),
  );
  return [...rules, ...schedules];
}
