import type { Queue } from '../../assembly/model.ts';
import { notFound } from '../routes/local-route-error.ts';
import type { Studio } from '../studio-context.ts';

/**
 * A queue by its name or logical id.
 * @throws LocalRouteError NotFound
 */
export function queueNamed(name: string, { app: { queues } }: Studio): Queue {
  const found =
    queues.find(({ queueName }) => queueName === name) ??
    queues.find(({ logicalId }) => logicalId === name);
  if (found) return found;
  throw notFound(
    'queue',
    name,
    queues.map(({ queueName }) => queueName),
  );
}
