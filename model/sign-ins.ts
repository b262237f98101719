import { PROFILE } from './keys.ts';

/**
 * When somebody signed in, in an item of its own or on the record, which has the first time (and of tables of old, and
 * of people who were restored, a later one). Whose record has none has no such item.
 */
export interface SignedIn {
  readonly lastSignInAt?: string | null | undefined;
}

/** A record with the last sign-in: the later of what the record and the item beside it say. */
export function withSignIn<Item extends SignedIn>(
  record: Item,
  signIn: SignedIn | null | undefined,
): Item {
  const at = signIn?.lastSignInAt;
  if (!at || (record.lastSignInAt && record.lastSignInAt >= at)) return record;
  return { ...record, lastSignInAt: at };
}

/** The record with the last sign-in among what a query of `PERSON_CONDITION` found; null without a record. */
export function personOf<Item extends SignedIn & { readonly sk?: unknown }>(
  items: Item[],
): Item | null {
  const record = items.find(({ sk }) => sk === PROFILE);
  return record
    ? withSignIn(
        record,
        items.find(({ sk }) => sk !== PROFILE),
      )
    : null;
}
