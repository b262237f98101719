import { origin, physicalName } from '../template/ids.ts';
import { resolved } from '../policies/policy-document.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { flag, record, text } from '../template/values.ts';
import { readNotifications } from './read/bucket-notifications.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucket: ResourceType = {
  ref: bucketName,
  attributes: {
    Arn: bucketArn,
    DomainName: host,
    RegionalDomainName: host,
    DualStackDomainName: host,
    WebsiteURL: (resource) => `http://${host(resource)}`,
  },
  read(resource, parts) {
    const notifications = resolved(resource, resource.raw('NotificationConfiguration'));
    const { EventBridgeConfiguration } = record(notifications);
    if (notifications === undefined && resource.raw('NotificationConfiguration') !== undefined) {
      parts.unsupported.push({
        ...origin(resource),
        type: `${resource.type} (NotificationConfiguration)`,
        consequence: 'It names what is not in the assembly: nobody hears of its objects.',
      });
    }
    parts.buckets.push({
      ...origin(resource),
      bucketName: bucketName(resource),
      arn: bucketArn(resource),
      tellsEventBridge:
        EventBridgeConfiguration !== undefined &&
        flag(record(EventBridgeConfiguration)['EventBridgeEnabled'], true),
      notifications: readNotifications(notifications),
      hasCors: resource.raw('CorsConfiguration') !== undefined,
    });
  },
};

/** Names of buckets have no capitals. */
function bucketName(resource: Resource): string {
  // A name that nobody here can tell is as good as none.
  return (
    text(resolved(resource, resource.raw('BucketName'))) ?? physicalName(resource, 63).toLowerCase()
  );
}

function bucketArn(resource: Resource): string {
  return `arn:aws:s3:::${bucketName(resource)}`;
}

/** No public host: the bucket is here alone. */
function host(resource: Resource): string {
  return `${bucketName(resource)}.${new URL(resource.environment.baseUrl).host}`;
}
