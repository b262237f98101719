import type { Identity } from './identity.ts';
import { verifiedEmail } from './identity.ts';
import type { Repository } from './repository.ts';
import type { UserRecord } from './user.ts';

interface Needs {
  readonly repository: Pick<Repository, 'get'>;
  readonly identity: Pick<Identity, 'findSub' | 'writeAttributes'>;
}

/**
 * Writes attributes of a record to Cognito. An address that Cognito still holds for another user, who
 * has left it in the table, is freed first: two people may have exchanged theirs, and each would wait
 * for the other for ever.
 */
export async function writeFreeing(
  services: Needs,
  user: UserRecord,
  attributes: Readonly<Record<string, string>>,
): Promise<void> {
  const { identity } = services;
  if (await identity.writeAttributes(user.id, attributes)) return;
  const holder = await findFormerOwner(services, user);
  const isMoved =
    !holder || (await identity.writeAttributes(holder.id, verifiedEmail(holder.email)));
  if (!isMoved) await identity.writeAttributes(holder.id, verifiedEmail(parkedAddress(holder)));
  if (!(await identity.writeAttributes(user.id, attributes))) throw new AddressHeldError();
  if (holder) await bringToRecord(services, holder, isMoved);
}

/** Null when nobody holds the address any more. */
async function findFormerOwner(
  { repository, identity }: Needs,
  user: UserRecord,
): Promise<UserRecord | null> {
  const sub = await identity.findSub(user.email);
  if (sub === null) return null;
  const holder = await repository.get(sub);
  // Without a record it may be about to get one, or be removed. With the address in it, `user` is old.
  if (!holder || holder.email === user.email) throw new AddressHeldError();
  return holder;
}

/** What the table says at the end counts: the holder's own change may have been pushed in between. */
async function bringToRecord(services: Needs, holder: UserRecord, isMoved: boolean): Promise<void> {
  const now = await services.repository.get(holder.id);
  if (!now || (isMoved && now.email === holder.email)) return;
  await writeFreeing(services, now, verifiedEmail(now.email));
}

/** For a moment; nobody can have it. */
const parkedAddress = ({ id }: UserRecord) => `${id}@moving.invalid`;

/** Cognito holds the address for somebody of whom the table does not know that they left it. */
class AddressHeldError extends Error {
  override readonly name = 'AddressHeldError';
}
