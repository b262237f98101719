import { parse } from 'csv-parse/sync';
import { UsageError } from '../errors.ts';
import { bcryptOf, leftOf, phcOf, phoneOf, type MovedPerson } from './person.ts';

const COLUMNS = ['primary_email_address', 'verified_email_addresses'];

/**
 * Users of Clerk: the CSV file of the dashboard, which has digests of passwords.
 * @see https://clerk.com/docs/guides/development/migrating/export-from-clerk
 */
export function readClerk(text: string): readonly MovedPerson[] {
  let rows: Readonly<Record<string, string>>[];
  try {
    rows = parse(text, { columns: true, bom: true, skip_empty_lines: true });
  } catch {
    throw new UsageError('The file is no CSV: it must be the export of the Clerk dashboard.');
  }
  const missing = COLUMNS.find((name) => rows[0] && !Object.hasOwn(rows[0], name));
  if (missing !== undefined) {
    throw new UsageError(`The file has no column ${missing}: it must be the dashboard's export.`);
  }
  return rows.map((row, index) => personOf(row, index + 2));
}

function personOf(row: Readonly<Record<string, string | undefined>>, line: number): MovedPerson {
  const email = row['primary_email_address'] ?? '';
  if (email === '') throw new UsageError(`Line ${line} has no primary_email_address.`);
  const digest = row['password_digest'] ?? '';
  const password = bcryptOf(digest) ?? phcOf(digest);
  // As many as there are, between commas or bars.
  const verified = (row['verified_email_addresses'] ?? '').split(/[\s,;|]+/u);
  return {
    email,
    isVerified: verified.includes(email),
    firstName: row['first_name'] ?? '',
    lastName: row['last_name'] ?? '',
    phone: phoneOf(row['primary_phone_number']),
    password,
    left: leftOf({
      password: digest !== '' && password === null,
      secondFactor: (row['totp_secret'] ?? '') !== '',
      disabled: row['banned'] === 'true',
    }),
  };
}
