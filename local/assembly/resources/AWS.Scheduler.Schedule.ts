import { scheduleProblem } from '../../shared/schedule-expression.ts';
import { resolved } from '../policies/policy-document.ts';
import { arn, origin, physicalName } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { record, requiredText, text } from '../template/values.ts';
import { isDeliverable } from './read/event-targets.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html */
export const schedule: ResourceType = {
  ref: scheduleName,
  attributes: { Arn: scheduleArn },
  read(resource, parts) {
    if (resolved(resource, resource.raw('State')) === 'DISABLED') return;
    const scheduleExpression = requiredText(resource.get('ScheduleExpression'));
    const timezone = text(resource.get('ScheduleExpressionTimezone')) ?? 'UTC';
    const problem = scheduleProblem(scheduleExpression, ['at', 'rate', 'cron'], timezone);
    if (problem !== null) {
      const consequence = `${scheduleExpression} ${problem}: it never runs.`;
      parts.unsupported.push({ ...origin(resource), type: resource.type, consequence });
      return;
    }
    const target = record(resolved(resource, resource.raw('Target')));
    const targetArn = requiredText(target['Arn']);
    if (!isDeliverable({ arn: targetArn }, resource, parts)) return;
    const { DetailType, Source } = record(target['EventBridgeParameters']);
    parts.schedules.push({
      ...origin(resource),
      scheduleName: scheduleName(resource),
      arn: scheduleArn(resource),
      scheduleExpression,
      timezone,
      startsAt: timeOf(resource.get('StartDate')),
      endsAt: timeOf(resource.get('EndDate')),
      roleArn: requiredText(target['RoleArn']),
      targetArn,
      input: text(target['Input']) ?? null,
      event:
        Source === undefined
          ? null
          : { source: requiredText(Source), detailType: requiredText(DetailType) },
      deadLetterArn: text(record(target['DeadLetterConfig'])['Arn']) ?? null,
    });
  },
};

function scheduleName(resource: Resource): string {
  return text(resource.get('Name')) ?? physicalName(resource, 64);
}

function scheduleArn(resource: Resource): string {
  const group = text(resource.get('GroupName')) ?? 'default';
  return arn(resource, 'scheduler', `schedule/${group}/${scheduleName(resource)}`);
}

function timeOf(value: unknown): number | null {
  const time = Date.parse(text(value) ?? '');
  return Number.isNaN(time) ? null : time;
}
