import { randomUUID } from 'node:crypto';
import type { EventRule, Schedule } from '../../../assembly/model.ts';
import { eventBusNameOf } from '../../../shared/event-bus-name.ts';
import { busEvent, eventTime, type BusEvent } from '../bus-event.ts';
import { putDeadLetter } from '../dead-letter.ts';
import type { Routing, RoutingOptions } from '../routing.ts';
import { deliverTo } from '../targets/index.ts';
import type { Delivery, Failure, TargetServices } from '../targets/target.ts';
import { tracedDelivery } from '../traced-delivery.ts';
import type { Planned } from './timetable.ts';

/** What schedules are played with. */
export interface PlanOptions extends RoutingOptions {
  readonly schedules: readonly Schedule[];
  readonly region: string;
  readonly accountId: string;
}

/** All that runs by time: rules with a schedule, and schedules of the Scheduler. */
export function planOf(options: PlanOptions, routing: Routing): readonly Planned[] {
  return [
    ...options.eventRules.flatMap((rule) => plannedRule(rule, options, routing)),
    ...options.schedules.map((schedule) => plannedSchedule(schedule, options, routing)),
  ];
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html */
function plannedRule(rule: EventRule, place: PlanOptions, routing: Routing): Planned[] {
  const { scheduleExpression, stackName, logicalId } = rule;
  if (scheduleExpression === null) return [];
  const run = (at: number): void => {
    const parts = { detailType: 'Scheduled Event', source: 'aws.events', at, detail: {} };
    routing.bring(rule, busEvent({ ...parts, resources: [rule.arn] }, place));
  };
  return [{ where: `${stackName}/${logicalId}`, scheduleExpression, run }];
}

function plannedSchedule(schedule: Schedule, options: PlanOptions, routing: Routing): Planned {
  const where = `${schedule.stackName}/${schedule.logicalId}`;
  const run = (at: number): void => {
    const delivery = deliveryOf(schedule, at, options);
    const services: TargetServices = {
      ...options,
      forward(busArn, event) {
        routing.take(event, eventBusNameOf(busArn));
        return null;
      },
    };
    const kind = 'schedule' as const;
    tracedDelivery(options.tracer, { kind, where, event: delivery.event }, () =>
      deliver(schedule, delivery, { ...options, ...services }),
    );
  };
  return { ...schedule, where, run };
}

function deliver(
  { stackName, logicalId, arn, deadLetterArn }: Schedule,
  delivery: Delivery,
  services: PlanOptions & TargetServices,
): readonly Failure[] {
  const failure = deliverTo(delivery, services);
  if (failure === null) return [];
  const letter = {
    where: `${stackName}/${logicalId}`,
    targetArn: delivery.arn,
    source: { attribute: 'SCHEDULE_ARN', arn } as const,
    deadLetterArn,
    body: delivery.body,
    failure,
  };
  putDeadLetter(letter, services);
  return [failure];
}

/** What a schedule's target gets at a time. */
function deliveryOf(schedule: Schedule, at: number, options: PlanOptions): Delivery {
  const { arn, roleArn, scheduleName, targetArn } = schedule;
  const input = schedule.input === null ? null : filledIn(schedule.input, arn, at);
  const event = eventOf(schedule, input, at, options);
  const permissions = options.iam?.session(roleArn, scheduleName).permissions;
  return {
    arn: targetArn,
    // Of its own notification the detail is a text.
    body: input ?? JSON.stringify({ ...event, detail: '{}' }),
    event,
    sender: { principal: 'scheduler.amazonaws.com', sourceArn: arn, permissions },
  };
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function filledIn(input: string, scheduleArn: string, at: number): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', scheduleArn)
    .replaceAll('<aws.scheduler.scheduled-time>', eventTime(at))
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
}

function eventOf(
  { arn, event }: Schedule,
  input: string | null,
  at: number,
  place: PlanOptions,
): BusEvent {
  if (event === null) {
    const own = { detailType: 'Scheduled Event', source: 'aws.scheduler', detail: {} };
    return busEvent({ ...own, at, resources: [arn] }, place);
  }
  return busEvent({ ...event, at, resources: [arn], detail: parsed(input ?? '{}') }, place);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
