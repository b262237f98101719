import { hashProblem, type HashingAlgorithm } from '../credentials/password-hashes.ts';
import type { Pool } from '../pool/pool.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import { readAttributes, requireAttributes } from '../users/attributes.ts';
import { addUser, findUser } from '../users/directory.ts';
import { HASH_COLUMN, USERNAME_COLUMN } from './header.ts';

/** What became of one row, in the words of the log that AWS writes. */
export interface RowOutcome {
  readonly result: 'imported' | 'skipped' | 'failed';
  readonly message: string;
}

const failed = (message: string): RowOutcome => ({ result: 'failed', message });

/** Makes the user of one row. */
export function importRow(
  services: Services,
  pool: Pool,
  row: ReadonlyMap<string, string>,
  algorithm: HashingAlgorithm | null,
): RowOutcome {
  const typed = row.get(USERNAME_COLUMN) ?? '';
  if (typed === '') return failed(`The User Record does not set ${USERNAME_COLUMN}.`);
  if (findUser(services, pool, typed)) {
    return { result: 'skipped', message: 'The user already exists.' };
  }
  if (!pool.autoVerified.some((name) => row.get(`${name}_verified`)?.toLowerCase() === 'true')) {
    return failed(
      'The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).',
    );
  }
  const hash = row.get(HASH_COLUMN) ?? '';
  const password = algorithm === null || hash === '' ? null : { algorithm, hash };
  const problem = password && hashProblem(password);
  if (problem !== null) return failed(`${problem}.`);
  try {
    const attributes = attributesOf(pool, row);
    services.store.transaction(() => {
      const user = addUser(services, pool, {
        typed,
        attributes,
        password: null,
        status: password ? 'CONFIRMED' : 'RESET_REQUIRED',
        temporaryUntil: null,
        forceAlias: false,
        existsMessage: 'User account already exists',
      });
      if (password) services.store.importedPasswords.put(user, password);
    });
    return { result: 'imported', message: 'The import succeeded.' };
  } catch (error) {
    if (error instanceof CognitoError) return failed(error.message);
    throw error;
  }
}

function attributesOf(pool: Pool, row: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const given = [...row]
    .filter(([name, value]) => pool.schema.has(name) && value !== '')
    .map(([Name, Value]) => ({
      Name,
      Value: pool.schema.get(Name)?.type === 'Boolean' ? Value.toLowerCase() : Value,
    }));
  const attributes = readAttributes(pool, given, null, null);
  requireAttributes(pool, attributes);
  return attributes;
}
