import { createReadStream } from 'node:fs';
import { USER_ROLES, USER_STATUSES } from '../../generated/enum-values.ts';
import type { UserField } from '../../model/field-rows.ts';
import { isJsonField } from '../../model/json-fields.ts';
import { EXPORTED_FIELDS, USER_FIELDS } from '../../model/user-fields.ts';
import { isObject } from '../../functions/lib/is-object.ts';
import { isId } from '../../functions/lib/item.ts';
import { toUserRecord, type UserRecord } from '../../functions/lib/user.ts';
import { jsonOrNull, membersOf, type Members } from '../json.ts';
import { codeOf, UsageError } from './errors.ts';
import { splitLines } from './split-lines.ts';

/**
 * The records of a file that `export --format jsonl` wrote, in its order.
 * @throws UsageError that names line, field and rule, when it is no such file
 */
export async function* readExported(file: string): AsyncGenerator<UserRecord> {
  const tooLong = (problem: string) => new UsageError(`${file}: ${problem} Nobody was restored.`);
  let line = 0;
  try {
    // Not by node:readline, which ends lines within texts too.
    for await (const json of splitLines(createReadStream(file, 'utf8'), tooLong)) {
      line += 1;
      if (json.trim() !== '') yield readLine(file, line, json);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read (${codeOf(error)}).`);
  }
}

interface Rule {
  readonly holds: (value: unknown) => boolean;
  readonly form: string;
}

const time: Rule = {
  holds: (value) =>
    typeof value === 'string' && value.endsWith('Z') && !Number.isNaN(Date.parse(value)),
  form: 'a time in ISO 8601 that ends with Z',
};
const oneOf = (values: readonly string[]): Rule => ({
  holds: (value) => values.some((one) => one === value),
  form: values.join(' or '),
});

/** Of what is more than a text or an object. What createUser takes is no rule here: whoever was in the directory may be so again. */
const RULES: Readonly<Partial<Record<UserField, Rule>>> = {
  id: { holds: (value) => typeof value === 'string' && isId(value), form: 'an id' },
  role: oneOf(USER_ROLES),
  status: oneOf(USER_STATUSES),
  version: {
    holds: (value) => Number.isSafeInteger(value) && Number(value) > 0,
    form: 'a whole number from 1',
  },
  createdAt: time,
  updatedAt: time,
  lastSignInAt: time,
};
const TEXT: Rule = { holds: (value) => typeof value === 'string' && value !== '', form: 'a text' };
const OBJECT: Rule = { holds: isObject, form: 'an object' };

function readLine(file: string, line: number, json: string): UserRecord {
  const members = membersOf(jsonOrNull(json));
  const problem = problemOf(members);
  if (problem === null) return toUserRecord(members);
  throw new UsageError(
    `${file}, line ${line}: ${problem}; it must be as export --format jsonl writes it. Nobody was restored.`,
  );
}

function problemOf(members: Members): string | null {
  const unknown = Object.keys(members).find(
    (name) => !EXPORTED_FIELDS.some((field) => field === name),
  );
  if (unknown !== undefined) return `${unknown} is no field of a user`;
  for (const field of EXPORTED_FIELDS) {
    const value = members[field];
    const { holds, form } = RULES[field] ?? (isJsonField(field) ? OBJECT : TEXT);
    const mayStand = value === undefined ? !USER_FIELDS[field].required : holds(value);
    if (!mayStand) return `${field} must be ${form}`;
  }
  return null;
}
