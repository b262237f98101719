import type { QueryExportUserArgs } from '../../generated/schema-types.ts';
import { timestamp } from '../lib/clock.ts';
import type { EmailChange } from '../lib/email-changes.ts';
import { notFound } from '../lib/errors.ts';
import type { FieldEvent } from '../lib/event.ts';
import { isId } from '../lib/item.ts';
import type { Services } from '../lib/services.ts';

/**
 * Everything that is kept about a person: the record, its history, the address that waits for its code
 * and what Cognito holds.
 */
export async function exportUser(
  { repository, identity, clock }: Pick<Services, 'repository' | 'identity' | 'clock'>,
  event: FieldEvent<QueryExportUserArgs>,
) {
  const { id } = event.arguments;
  if (!isId(id)) throw notFound();
  const [record, items, change, known] = await Promise.all([
    repository.get(id),
    repository.history(id),
    repository.emailChanges.find(id),
    identity.read(id),
  ]);
  if (!record && items.length === 0) throw notFound();
  return {
    exportedAt: timestamp(clock),
    record,
    history: items.map(({ pk: _pk, sk: _sk, ...entry }) => entry),
    emailChange: change && withoutCode(change),
    identity: known && {
      enabled: known.enabled,
      attributes: known.attributes,
      groups: await identity.groups(id),
    },
  };
}

/** Not what the code is checked by: nobody should get to try codes against it. */
const withoutCode = ({ codeHash: _codeHash, salt: _salt, requests, ...change }: EmailChange) => ({
  ...change,
  requests: requests.map((time) => new Date(time).toISOString()),
});
