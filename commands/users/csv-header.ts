import { JSON_FIELDS } from '../../model/json-fields.ts';
import { UsageError } from './errors.ts';
import { readCell } from './formula.ts';
import type { InputField } from './input-line.ts';
import { INPUT_FIELDS, isInputField, REQUIRED } from './input-line.ts';
import { MEMBER_TITLES, memberOf, memberTitle } from './member-columns.ts';
import type { ImportFlags } from './options.ts';
import { REASON_COLUMN } from './refused-row.ts';

/** What of the command says how columns are named. */
export type HeaderFlags = Pick<ImportFlags, 'file' | 'ignore' | 'map'>;

/** A column of a CSV file. */
export interface Column {
  /** '' when it has no name. */
  readonly title: string;
  /** A field, `attributes.<name>`, or null when the column is left out. */
  readonly target: string | null;
}

/** Other names of fields, as `fold` makes them. */
const OTHER_NAMES: Readonly<Record<string, InputField>> = {
  emailaddress: 'email',
  mail: 'email',
  givenname: 'firstName',
  forename: 'firstName',
  familyname: 'lastName',
  surname: 'lastName',
  phonenumber: 'phone',
  telephone: 'phone',
};

const NAMES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(OTHER_NAMES),
  ...INPUT_FIELDS.map((field) => [field.toLowerCase(), field] as const),
]);

/** `First Name`, `first_name` and `FIRSTNAME [Required]` are the same name. */
const fold = (title: string) =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\[[^\]]*\]/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '') || title.trim();

function keyOf(title: string): string {
  const text = readCell(title.trim());
  const member = memberOf(text);
  return member ? memberTitle(member) : fold(text);
}

/** Tells what a column is for: undefined when nobody knows. */
export function createNaming({ ignore, map = [] }: Omit<HeaderFlags, 'file'>) {
  const ignored = new Set([REASON_COLUMN, ...ignore].map(keyOf));
  const mapped = new Map(map.map(([title, target]) => [keyOf(title), target]));
  return (title: string): Column['target'] | undefined => {
    const key = keyOf(title);
    if (key === '' || ignored.has(key)) return null;
    const target = mapped.get(key);
    if (target !== undefined) return target;
    return memberOf(key) ? key : NAMES.get(key);
  };
}

/** Whether a column can be read as this. */
export const isTarget = (target: string) => isInputField(target) || memberOf(target) !== null;

/** The columns that a first row names. Throws UsageError that says what to do with the others. */
export function readHeader(
  titles: readonly string[],
  flags: HeaderFlags,
  delimiter: string,
): readonly Column[] {
  const name = createNaming(flags);
  const columns = titles.map((title) => ({ title: readCell(title.trim()), target: name(title) }));
  const known = columns.filter((column): column is Column => column.target !== undefined);
  const targets = known.map(({ target }) => target);
  const missing = REQUIRED.filter((field) => !targets.includes(field));
  const unknown = columns.filter(({ target }) => target === undefined).map(({ title }) => title);
  const refuse = (message: string): never => {
    throw new UsageError(`${flags.file}: ${message} Nothing was imported.`);
  };
  if (titles.length === 1 && missing.length > 0) {
    const sign = delimiter === '\t' ? '\\t' : delimiter;
    refuse(`the first row has one column. Is "${sign}" what separates them (--delimiter)?`);
  }
  const complaints = [missingColumns(missing), unknownColumns(unknown)].filter(Boolean);
  if (complaints.length > 0) refuse(complaints.join(' '));
  checkTwice(known, refuse);
  return known;
}

function missingColumns(missing: readonly string[]): string {
  const [first] = missing;
  if (first === undefined) return '';
  const [noun, is] = missing.length === 1 ? ['column', 'is'] : ['columns', 'are'];
  const names = missing.join(', ');
  return `the ${noun} ${names} ${is} missing. If it has another name: --map "That Name=${first}".`;
}

function unknownColumns(unknown: readonly string[]): string {
  if (unknown.length === 0) return '';
  const names = unknown.map((title) => `"${title}"`).join(', ');
  const known = [...INPUT_FIELDS, ...MEMBER_TITLES].join(', ');
  const title = unknown[0] ?? '';
  const [example = ''] = MEMBER_TITLES;
  const map = `--map ${quoted(`${title}=${example.replace('<name>', () => fold(title))}`)}`;
  return `unknown columns ${names}. Known: ${known}. Leave out: ${ignoreFlags(unknown)}; keep: ${map}`;
}

/** As to be typed: a name with a comma in it needs a flag of its own. */
function ignoreFlags(titles: readonly string[]): string {
  const plain = titles.filter((title) => !title.includes(','));
  const others = titles.filter((title) => title.includes(','));
  const values = plain.length > 0 ? [plain.join(','), ...others] : others;
  return values.map((value) => `--ignore ${quoted(value)}`).join(' ');
}

const quoted = (value: string) =>
  /^[\w.,=-]+$/u.test(value) ? value : `"${value.replace(/["$`\\]/gu, '\\$&')}"`;

function checkTwice(columns: readonly Column[], refuse: (message: string) => never): void {
  const used = columns.filter(({ target }) => target !== null);
  for (const [index, { title, target }] of used.entries()) {
    const earlier = used.slice(0, index).find((column) => column.target === target);
    if (!earlier) continue;
    refuse(
      earlier.title === title
        ? `the column "${title}" is there twice.`
        : `the columns "${earlier.title}" and "${title}" are both ${target}: leave one out with --ignore.`,
    );
  }
  const targets = used.map(({ target }) => target);
  const members = targets.map((target) => (target === null ? null : memberOf(target)));
  for (const field of JSON_FIELDS) {
    if (targets.includes(field) && members.some((member) => member?.field === field)) {
      refuse(`${field} come as one JSON column or as ${field}.<name> columns, not both.`);
    }
  }
}
