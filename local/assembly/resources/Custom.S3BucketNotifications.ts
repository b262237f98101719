import { physicalName } from '../template/ids.ts';
import type { ResourceType } from '../template/types.ts';
import { record, requiredText } from '../template/values.ts';
import { readNotifications } from './read/bucket-notifications.ts';

/** What CDK sets the notifications of a bucket by: they are read as if they stood on the bucket. */
export const bucketNotifications: ResourceType = {
  ref: physicalName,
  attributes: {},
  read(resource, parts) {
    const configuration = record(resource.get('NotificationConfiguration'));
    parts.bucketNotifications.push({
      bucketName: requiredText(resource.get('BucketName')),
      notifications: readNotifications(configuration),
      tellsEventBridge: configuration['EventBridgeConfiguration'] !== undefined,
    });
  },
};
