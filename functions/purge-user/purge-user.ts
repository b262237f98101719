import type { MutationPurgeUserArgs } from '../../generated/schema-types.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { invalidState, notFound } from '../lib/errors.ts';
import { isId } from '../lib/item.ts';
import type { Services } from '../lib/services.ts';

/**
 * Erases the history of a deleted user. That there was one stays for a week, without the actor, so
 * that neither the stream nor a create of the same address takes the user for a living one.
 */
export async function purgeUser(
  { repository }: Pick<Services, 'repository'>,
  event: FieldEvent<MutationPurgeUserArgs>,
): Promise<string> {
  const { id } = event.arguments;
  const user = await repository.get(id);
  if (user) throw invalidState('Delete the user first.', user.status);
  if (!isId(id) || !(await repository.purge(id))) throw notFound();
  return id;
}
