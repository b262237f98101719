import { physicalName } from '../template/ids.ts';
import type { ResourceType } from '../template/types.ts';
import { number, requiredText, text } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-apicache.html */
export const apiCache: ResourceType = {
  ref: (resource) => physicalName(resource),
  attributes: {},
  read(resource, parts) {
    const behavior = BEHAVIORS.find((name) => name === text(resource.get('ApiCachingBehavior')));
    parts.caches.push({
      apiId: requiredText(resource.get('ApiId')),
      part: {
        behavior: behavior ?? 'FULL_REQUEST_CACHING',
        ttl: number(resource.get('Ttl'), 0),
      },
    });
  },
};

const BEHAVIORS = [
  'FULL_REQUEST_CACHING',
  'PER_RESOLVER_CACHING',
  'OPERATION_LEVEL_CACHING',
] as const;
