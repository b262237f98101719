import type { Queue } from '../../assembly/model.ts';
import { findNamed } from './find-named.ts';
import { notFound } from '../routes/local-route-error.ts';
import type { Studio } from '../studio-context.ts';

/**
 * A queue by its name or logical id, with or without CDK's hash.
 * @throws LocalRouteError NotFound
 */
export function queueNamed(name: string, { app: { queues } }: Studio): Queue {
  const found = findNamed(queues, name, ({ queueName }) => queueName);
  if (found) return found;
  throw notFound(
    'queue',
    name,
    queues.map(({ queueName }) => queueName),
  );
}
