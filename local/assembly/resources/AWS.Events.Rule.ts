import { compileEventPattern, PatternError } from '../../shared/event-pattern/index.ts';
import { eventBusNameOf } from '../../shared/event-bus-name.ts';
import { scheduleProblem } from '../../shared/schedule-expression.ts';
import type { EventTarget } from '../model.ts';
import { resolved } from '../policies/policy-document.ts';
import { arn, origin, physicalName } from '../template/ids.ts';
import type { Parts, Resource, ResourceType } from '../template/types.ts';
import { list, record, requiredText, text, textMap } from '../template/values.ts';
import { isDeliverable } from './read/event-targets.ts';

/**
 * Rules by pattern and by schedule. What nobody here can take is named, with the rule that brings it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
 */
export const eventRule: ResourceType = {
  ref: (resource) => {
    const busName = eventBusName(resource);
    return busName === 'default' ? ruleName(resource) : `${busName}|${ruleName(resource)}`;
  },
  attributes: { Arn: ruleArn },
  read(resource, parts) {
    if (resolved(resource, resource.raw('State')) === 'DISABLED') return;
    const given = resolved(resource, resource.raw('EventPattern'));
    const pattern = text(given) ?? null;
    const scheduleExpression = text(resolved(resource, resource.raw('ScheduleExpression'))) ?? null;
    const problem = problemOf(pattern, scheduleExpression);
    if (problem !== null) {
      name(resource, parts, `${problem}: the rule brings nothing.`);
      return;
    }
    const targets = targetsOf(resource).filter((target) => isDeliverable(target, resource, parts));
    if (targets.length === 0) return;
    parts.eventRules.push({
      ...origin(resource),
      ruleName: ruleName(resource),
      arn: ruleArn(resource),
      eventBusName: eventBusName(resource),
      pattern,
      scheduleExpression,
      targets,
    });
  },
};

/** Why EventBridge would not take the rule, as far as that can be told here. */
function problemOf(pattern: string | null, scheduleExpression: string | null): string | null {
  if (scheduleExpression !== null) {
    const problem = scheduleProblem(scheduleExpression, ['rate', 'cron']);
    if (problem !== null) return `${scheduleExpression} ${problem}`;
  }
  if (pattern === null) return null;
  try {
    compileEventPattern(pattern);
    return null;
  } catch (error) {
    if (error instanceof PatternError) return `Its pattern ${error.message}`;
    throw error;
  }
}

/** Each by itself: one that has no value here does not take the others with it. */
function targetsOf(resource: Resource): readonly EventTarget[] {
  const given = resource.raw('Targets');
  const targets = Array.isArray(given) ? given : list(resolved(resource, given));
  return targets.map((one: unknown) => {
    const target = record(resolved(resource, one));
    return {
      arn: requiredText(target['Arn']),
      roleArn: text(target['RoleArn']) ?? null,
      input: inputOf(target),
      deadLetterArn: text(record(target['DeadLetterConfig'])['Arn']) ?? null,
    };
  });
}

function inputOf(target: Readonly<Record<string, unknown>>): EventTarget['input'] {
  const { Input, InputPath, InputTransformer } = target;
  if (InputTransformer !== undefined) {
    const { InputPathsMap, InputTemplate } = record(InputTransformer);
    const template = requiredText(InputTemplate);
    return { from: 'template', paths: textMap(InputPathsMap), template };
  }
  if (Input !== undefined) return { from: 'constant', text: requiredText(Input) };
  if (InputPath !== undefined) return { from: 'path', path: requiredText(InputPath) };
  return { from: 'event' };
}

function name(resource: Resource, parts: Parts, consequence: string): void {
  parts.unsupported.push({ ...origin(resource), type: resource.type, consequence });
}

function ruleName(resource: Resource): string {
  return text(resolved(resource, resource.raw('Name'))) ?? physicalName(resource, 64);
}

/** The bus may be named by its ARN. */
function eventBusName(resource: Resource): string {
  return eventBusNameOf(text(resolved(resource, resource.raw('EventBusName'))) ?? 'default');
}

function ruleArn(resource: Resource): string {
  const busName = eventBusName(resource);
  const path = busName === 'default' ? '' : `${busName}/`;
  return arn(resource, 'events', `rule/${path}${ruleName(resource)}`);
}
