import type { EventBus, EventRule } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import { compileEventPattern, type EventPattern } from '../../shared/event-pattern/index.ts';
import { eventBusNameOf } from '../../shared/event-bus-name.ts';
import type { Log } from '../../shared/log.ts';
import type { Tracer } from '../../tracing/index.ts';
import type { BusEvent } from './bus-event.ts';
import { putDeadLetter } from './dead-letter.ts';
import { inputFor } from './target-input.ts';
import { deliverTo } from './targets/index.ts';
import type { Failure, TargetServices } from './targets/target.ts';
import { tracedDelivery } from './traced-delivery.ts';

/** What rules are played with. */
export interface RoutingOptions extends Omit<TargetServices, 'forward'> {
  readonly eventBuses: readonly EventBus[];
  readonly eventRules: readonly EventRule[];
  readonly clock: Clock;
  readonly log: Log;
  /** Remembers what is brought where. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

/** The rules of all buses. */
export interface Routing {
  /** Brings an event to the targets of each rule of the bus that it fits. */
  take(event: BusEvent, eventBusName: string): void;
  /** Brings it to the targets of one rule, which made it by itself. */
  bring(rule: EventRule, event: BusEvent): void;
}

interface ReadRule {
  readonly rule: EventRule;
  readonly fits: EventPattern;
}

/** Reads the patterns of the rules, by bus. */
export function createRouting(options: RoutingOptions): Routing {
  const rules = Map.groupBy(readRules(options.eventRules), ({ rule }) => rule.eventBusName);
  const buses = new Set(['default', ...options.eventBuses.map((bus) => bus.eventBusName)]);
  const takeOf =
    (isForwarded: boolean) =>
    (event: BusEvent, eventBusName: string): void => {
      if (!buses.has(eventBusName)) {
        options.log.warn('events', `no event bus of this app is ${eventBusName}: nobody hears`);
      }
      for (const { rule, fits } of rules.get(eventBusName) ?? []) {
        if (fits(event)) bringTo(rule, event, isForwarded);
      }
    };
  /** An event goes from one bus to another only once. */
  const forward =
    (isForwarded: boolean): TargetServices['forward'] =>
    (busArn, event) => {
      const name = eventBusNameOf(busArn);
      if (!buses.has(name)) {
        return { code: 'NO_RESOURCE', message: `${busArn} is no event bus of this app.` };
      }
      if (isForwarded) {
        const message = `What came from another bus is not brought to a third: ${busArn} hears nothing.`;
        return { code: 'THIRD_ACCOUNT_HOP_DETECTED', message };
      }
      takeOf(true)(event, name);
      return null;
    };
  const bringTo = (rule: EventRule, event: BusEvent, isForwarded: boolean): void => {
    const { stackName, logicalId } = rule;
    const where = `${stackName}/${logicalId}`;
    const kind = rule.scheduleExpression === null ? 'event' : 'schedule';
    const services = { ...options, forward: forward(isForwarded) };
    tracedDelivery(options.tracer, { kind, where, event }, () =>
      bringToTargets(rule, event, services),
    );
  };
  return {
    take: takeOf(false),
    bring: (rule, event) => bringTo(rule, event, false),
  };
}

function readRules(rules: readonly EventRule[]): readonly ReadRule[] {
  return rules.flatMap((rule) => {
    const { pattern } = rule;
    return pattern === null ? [] : [{ rule, fits: compileEventPattern(pattern) }];
  });
}

/** @returns why targets took nothing */
function bringToTargets(
  rule: EventRule,
  event: BusEvent,
  services: RoutingOptions & TargetServices,
): readonly Failure[] {
  return rule.targets.flatMap((target) => {
    const { arn, roleArn } = target;
    const permissions =
      roleArn === null ? undefined : services.iam?.session(roleArn, rule.ruleName).permissions;
    const sender = { principal: 'events.amazonaws.com', sourceArn: rule.arn, permissions };
    const body = inputFor(target, event, rule, services.clock.now());
    const failure = deliverTo({ arn, body, event, sender }, services);
    if (failure === null) return [];
    const letter = {
      where: `${rule.stackName}/${rule.logicalId}`,
      targetArn: arn,
      source: { attribute: 'RULE_ARN', arn: rule.arn } as const,
      deadLetterArn: target.deadLetterArn,
      body: JSON.stringify(event),
      failure,
    };
    putDeadLetter(letter, services);
    return [failure];
  });
}
