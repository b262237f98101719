import { arn, origin, physicalName } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { text } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const eventBus: ResourceType = {
  ref: busName,
  attributes: { Arn: busArn, Name: busName },
  read(resource, parts) {
    const bus = { eventBusName: busName(resource), arn: busArn(resource) };
    parts.eventBuses.push({ ...origin(resource), ...bus });
  },
};

function busName(resource: Resource): string {
  return text(resource.get('Name')) ?? physicalName(resource);
}

function busArn(resource: Resource): string {
  return arn(resource, 'events', `event-bus/${busName(resource)}`);
}
