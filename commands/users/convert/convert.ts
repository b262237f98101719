import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetCSVHeaderCommand,
  type PasswordHashingAlgorithmType,
} from '@aws-sdk/client-cognito-identity-provider';
import { stringify } from 'csv-stringify/sync';
import { codeOf, UsageError } from '../errors.ts';
import type { ConvertFlags } from '../options.ts';
import type { Target } from '../target.ts';
import { say, type Terminal } from '../terminal.ts';
import type { LeftBehind, MovedPerson } from './person.ts';
import { SOURCES } from './sources.ts';

/** The column of hashes in a job with an algorithm. */
const HASH_COLUMN = 'cognito:password_hash';

const LEFT: Readonly<Record<LeftBehind, string>> = {
  password: 'whose password is hashed in a way that Cognito does not know: they choose another one',
  secondFactor: 'whose second factor stays behind: Cognito takes no secret of others',
  disabled: 'who are blocked there and would not be here: suspend them',
};

/**
 * Writes files for import jobs of Cognito out of another directory's export: one for each way that passwords are
 * hashed, and one of those without. Answers the exit code.
 */
export async function convertUsers(
  { cognito, userPoolId: UserPoolId }: Pick<Target, 'cognito' | 'userPoolId'>,
  { from, file, out }: ConvertFlags,
  terminal: Terminal,
): Promise<number> {
  const people = SOURCES[from](textOfFile(file));
  const { CSVHeader = [] } = await cognito.send(new GetCSVHeaderCommand({ UserPoolId }));
  const moved = people.filter(({ isVerified }) => isVerified);
  const groups = Map.groupBy(moved, ({ password }) => password?.algorithm ?? null);
  const files = [...groups].map(([algorithm, group]) => ({
    algorithm,
    count: group.length,
    path: join(out, `${algorithm === null ? 'without-password' : algorithm.toLowerCase()}.csv`),
    text: csvOf(CSVHeader, algorithm, group),
  }));
  const there = files.find(({ path }) => existsSync(path));
  if (there) throw new UsageError(`${there.path} is there already: name another folder by --out.`);
  for (const { path, text, count, algorithm } of files) {
    writeNew(path, text);
    const how = algorithm === null ? '' : ` --password-hashing-algorithm ${algorithm}`;
    say(terminal.out, `${path}: ${count} people, for create-user-import-job${how}`);
  }
  tellLeft(people, people.length - moved.length, terminal);
  return 0;
}

function tellLeft(people: readonly MovedPerson[], unverified: number, { err }: Terminal): void {
  if (unverified > 0) {
    say(err, `${unverified} left out, whose address is not verified there: Cognito refuses them`);
  }
  for (const [name, text] of Object.entries(LEFT)) {
    const count = people.filter(({ left }) => left.includes(name as LeftBehind)).length;
    if (count > 0) say(err, `${count} ${text}`);
  }
}

function csvOf(
  header: readonly string[],
  algorithm: PasswordHashingAlgorithmType | null,
  people: readonly MovedPerson[],
): string {
  const columns = algorithm === null ? [...header] : [...header, HASH_COLUMN];
  return stringify(people.map(rowOf), { header: true, columns });
}

const rowOf = ({ email, firstName, lastName, phone, password }: MovedPerson) => ({
  'cognito:username': email,
  'cognito:mfa_enabled': 'false',
  email,
  email_verified: 'true',
  given_name: firstName,
  family_name: lastName,
  phone_number: phone,
  phone_number_verified: phone === '' ? '' : 'false',
  [HASH_COLUMN]: password?.hash ?? '',
});

function textOfFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${codeOf(error)}).`);
  }
}

/** For its owner's eyes: it has hashes of passwords. */
function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${path} cannot be written (${codeOf(error)}).`);
  }
}
