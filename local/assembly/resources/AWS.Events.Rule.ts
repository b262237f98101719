import { arn, origin, physicalName } from '../template/ids.ts';
import { resolved } from '../policies/policy-document.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { list, record, text, texts } from '../template/values.ts';
import { consequenceOf } from '../checks/unsupported-types.ts';

/**
 * Rules that bring events of S3 to queues as they are; others are named.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
 */
export const eventRule: ResourceType = {
  ref: ruleName,
  attributes: { Arn: (resource) => arn(resource, 'events', `rule/${ruleName(resource)}`) },
  read(resource, parts) {
    const pattern = record(resolved(resource, resource.raw('EventPattern')));
    const targets = list(resolved(resource, resource.raw('Targets'))).map(record);
    const queueArns = targets.map((target) => text(target['Arn']) ?? '');
    const isPlayed =
      resource.raw('EventBusName') === undefined &&
      texts(pattern['source']).includes('aws.s3') &&
      queueArns.length > 0 &&
      queueArns.every((target) => target.split(':')[2] === 'sqs') &&
      targets.every((target) => CHANGES.every((name) => target[name] === undefined));
    if (isPlayed) {
      if (resource.raw('State') === 'DISABLED') return;
      parts.eventRules.push({ ...origin(resource), pattern: JSON.stringify(pattern), queueArns });
      return;
    }
    const { type } = resource;
    parts.unsupported.push({ ...origin(resource), type, consequence: consequenceOf(type) });
  },
};

/** What makes another message of the event. */
const CHANGES = ['Input', 'InputPath', 'InputTransformer'];

function ruleName(resource: Resource): string {
  return text(resolved(resource, resource.raw('Name'))) ?? physicalName(resource, 64);
}
