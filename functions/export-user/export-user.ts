import type { QueryExportUserArgs } from '../../generated/schema-types.ts';
import type { FieldEvent } from '../../model/invocation.ts';
import { timestamp } from '../lib/clock.ts';
import type { EmailChange } from '../lib/email-changes.ts';
import { notFound, validationFailed } from '../lib/errors.ts';
import type { CognitoState, Identity } from '../lib/identity.ts';
import { isId } from '../lib/item.ts';
import type { Services } from '../lib/services.ts';

/** As JSON; a function answers 6 MB at most, AppSync 5 MB, and the rest of the export is below 20 KB. */
const MAX_HISTORY_BYTES = 2_000_000;

/**
 * Everything that is kept about a person: the record, its history, the address that waits for its code
 * and what Cognito holds. A long history comes in pages: `nextToken` asks for the changes after these.
 */
export async function exportUser(
  { repository, identity, clock }: Pick<Services, 'repository' | 'identity' | 'clock'>,
  event: FieldEvent<QueryExportUserArgs>,
) {
  const { id, nextToken } = event.arguments;
  if (!isId(id)) throw notFound();
  const [record, page, change, known] = await Promise.all([
    repository.get(id),
    repository.historyPage(id, readToken(nextToken), MAX_HISTORY_BYTES),
    repository.emailChanges.find(id),
    identity.read(id),
  ]);
  // Of whoever was deleted the end of the history stays: behind a token of ours there is always something.
  if (!record && page.items.length === 0) throw notFound();
  return {
    exportedAt: timestamp(clock),
    record,
    history: page.items.map(({ pk: _pk, sk: _sk, ...entry }) => entry),
    ...(page.after === null ? {} : { nextToken: String(page.after) }),
    emailChange: change && withoutCode(change),
    identity: known && (await withRest(identity, id, known)),
  };
}

/** Null of a person who is deleted from Cognito in this very moment. */
async function withRest(
  identity: Identity,
  id: string,
  { enabled, attributes }: CognitoState,
): Promise<object | null> {
  const [groups, factors, sessions] = await Promise.all([
    identity.groups(id),
    identity.factors(id),
    identity.sessions(id),
  ]);
  return groups && { enabled, attributes, groups, factors, sessions };
}

/** A token is the version after which the next page begins. */
function readToken(token: string | null | undefined): number {
  if (token === null || token === undefined) return 0;
  if (/^\d{1,10}$/u.test(token)) return Number(token);
  const message = 'nextToken is not one that exportUser gave.';
  throw validationFailed([{ field: 'nextToken', rule: 'format', message }]);
}

/** Not what the code is checked by: nobody should get to try codes against it. */
const withoutCode = ({ codeHash: _codeHash, salt: _salt, requests, ...change }: EmailChange) => ({
  ...change,
  requests: requests.map((time) => new Date(time).toISOString()),
});
