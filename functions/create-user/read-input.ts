import type { CreateUserInput } from '../../generated/schema-types.ts';
import type { CreateField } from '../../model/user-fields.ts';
import { CREATE_FIELDS, USER_FIELDS } from '../../model/user-fields.ts';
import { checkFieldOf } from '../lib/field-checks.ts';
import type { UserRecord } from '../lib/user.ts';
import { takeWording } from '../lib/check-wording.ts';
import type { Wording } from '../lib/letters.ts';
import { checkRequestToken, createCollector } from '../lib/validation.ts';

/** What a new user is made of, once checked. */
export type NewUser = Pick<UserRecord, CreateField>;

/**
 * The checked input; throws ValidationFailed with every broken rule. Fields without a value are absent.
 * @param texts what `attributes` may have been given as
 */
export function readInput(
  input: Readonly<Partial<Record<keyof CreateUserInput, unknown>>>,
  texts?: readonly string[],
): { user: NewUser; token: string | null; wording: Wording } {
  const check = checkFieldOf(texts);
  const collector = createCollector();
  const entries = CREATE_FIELDS.map(
    (field) => [field, collector.take(field, input[field] ?? defaultOf(field), check)] as const,
  );
  const token = collector.take('clientRequestToken', input.clientRequestToken, checkRequestToken);
  const wording = takeWording(collector, input.wording);
  collector.finish();
  const user = Object.fromEntries(entries.filter(([, value]) => value !== null));
  // `finish` has thrown unless every value is there.
  return { user: user as NewUser, token: token ?? null, wording };
}

const defaultOf = (field: CreateField): unknown => {
  const row = USER_FIELDS[field];
  return 'default' in row ? row.default : null;
};
