import type { QueryExportUserArgs } from '../../generated/schema-types.ts';
import { timestamp } from '../lib/clock.ts';
import { notFound } from '../lib/errors.ts';
import type { FieldEvent } from '../lib/event.ts';
import type { Services } from '../lib/services.ts';

/** Everything that is kept about a person: the record, its history and what Cognito holds. */
export async function exportUser(
  { repository, identity, clock }: Pick<Services, 'repository' | 'identity' | 'clock'>,
  event: FieldEvent<QueryExportUserArgs>,
) {
  const { id } = event.arguments;
  const [record, items, known] = await Promise.all([
    repository.get(id),
    repository.history(id),
    identity.read(id),
  ]);
  if (!record && items.length === 0) throw notFound();
  return {
    exportedAt: timestamp(clock),
    record,
    history: items.map(({ pk: _pk, sk: _sk, ...entry }) => entry),
    identity: known && { ...known, groups: await identity.groups(id) },
  };
}
