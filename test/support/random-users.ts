import type { Random } from '../../commands/fuzz/random.ts';
import type { QueryListUsersArgs, UserRole, UserStatus } from '../../generated/schema-types.ts';
import type { UserRecord } from '../../functions/lib/user.ts';

/**
 * Names that order and case treat unlike: accents, sigma in all its forms, letters that grow when
 * lowered, what patterns and keys use as signs, and characters on both sides of the surrogates, which
 * UTF-8 and UTF-16 sort differently (U+FF21 before U+1D49C by bytes).
 */
const NAMES = [
  'Ada',
  'ada',
  'ADA',
  'Adam',
  'Ada Marie',
  'Åsa',
  'A\u030Asa',
  'Álvaro',
  'Zoë',
  'ZOE',
  'Οδυσσέας',
  'ΟΔΥΣΣΕΑΣ',
  'ΟΔΥΣΣΕΑΣΙΟΣ',
  'İpek',
  'Ipek',
  'ılgın',
  'Straße',
  'STRASSE',
  'ﬁona',
  '李',
  '李小龍',
  'さくら',
  'サクラ',
  'محمد',
  "O'Brien",
  'Smith-Jones',
  'a%b',
  'a_b',
  'a#b',
  'a*',
  'Ａda',
  '\uE000x',
  '\uFFFDx',
  '𝒜da',
  '😀',
  '😀 Joy',
  '𐐀eseret',
  '100 %',
  '~',
  '!',
];

const LOCAL_PARTS = ['ada', 'a.da', 'a_da', 'a+da', 'a-da', 'a%da', 'zoë', '李', '𝒜', 'Ａ', 'x'];

const STATUSES: readonly UserStatus[] = ['INVITED', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'SUSPENDED'];
const ROLES: readonly UserRole[] = ['ADMIN', 'MEMBER', 'MEMBER', 'MEMBER'];

/** A user as create-user makes one; the same number always has the same id and moment. */
export function randomUser(random: Random, number: number): UserRecord {
  // Several users of one moment: the id decides between them.
  const createdAt = new Date(Date.UTC(2026, 0, 1) + Math.floor(number / 3) * 1_000).toISOString();
  return {
    id: `${String((number * 7_919) % 10_007).padStart(5, '0')}-${number}`,
    email:
      `${random.pick(LOCAL_PARTS)}${number}@${random.pick(['x', 'y'])}.example.com`.toLowerCase(),
    firstName: random.pick(NAMES).normalize('NFC'),
    lastName: random.pick(NAMES).normalize('NFC'),
    role: random.pick(ROLES),
    status: random.pick(STATUSES),
    version: 1,
    createdAt,
    updatedAt: createdAt,
    createdBy: 'system',
    updatedBy: 'system',
  };
}

export type ListArgs = Pick<QueryListUsersArgs, 'filter' | 'sort'>;

/** Which users a list holds, in its order: the rules of the schema, in plain TypeScript. */
export function expectedList(users: readonly UserRecord[], { filter, sort }: ListArgs): string[] {
  const email = (filter?.emailPrefix ?? '').normalize('NFC').toLowerCase().trim();
  const name = foldPrefix(filter?.namePrefix ?? '');
  const natural = email ? 'EMAIL' : name ? 'NAME' : 'CREATED_AT';
  const field = sort ? (sort.field ?? 'CREATED_AT') : natural;
  const key = (user: UserRecord) => {
    if (field === 'EMAIL') return Buffer.from(user.email);
    return Buffer.from(`${field === 'NAME' ? nameOf(user) : user.createdAt}#${user.id}`);
  };
  const ids = users
    .filter((user) => !filter?.status || user.status === filter.status)
    .filter((user) => !filter?.role || user.role === filter.role)
    .filter((user) => user.email.startsWith(email) && `${nameOf(user)}#`.startsWith(name))
    .toSorted((a, b) => key(a).compare(key(b)))
    .map(({ id }) => id);
  return sort?.direction === 'DESC' ? ids.reverse() : ids;
}

const nameOf = ({ firstName, lastName }: UserRecord) => foldName(`${firstName} ${lastName}`);

/** Case, accents, ligatures, signs and spaces make no difference, nor does the form that a sigma has at the end of a word. */
export const foldName = (text: string) =>
  text
    .replaceAll("'", '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .replaceAll('ς', 'σ')
    .replace(/[\s!-/:-@[-`{-~]+/gu, ' ')
    .trim();

/** Of a start that is signs alone: of names that are that, too. */
export const foldPrefix = (text: string) =>
  foldName(text) === '' && text.trim() !== '' ? '#' : foldName(text);

/** Every filter and sort, with prefixes that some of the users have, written in any case. */
export function everyList(random: Random, users: readonly UserRecord[]): ListArgs[] {
  const emails = () => [null, '', prefixOf(random, random.pick(users).email, 2)];
  const names = () => {
    const { firstName, lastName } = random.pick(users);
    return [null, prefixOf(random, `${firstName} ${lastName}`, 1), `${firstName}  ${lastName}`];
  };
  const sorts: ListArgs['sort'][] = (['CREATED_AT', 'EMAIL', 'NAME'] as const).flatMap((field) =>
    (['ASC', 'DESC'] as const).map((direction) => ({ field, direction })),
  );
  return [null, ...sorts].flatMap((sort) =>
    ([null, 'INVITED', 'ACTIVE', 'SUSPENDED'] as const).flatMap((status) =>
      ([null, 'ADMIN', 'MEMBER'] as const).flatMap((role) =>
        emails().flatMap((emailPrefix) =>
          names().map((namePrefix) => ({
            sort,
            filter: { status, role, emailPrefix, namePrefix },
          })),
        ),
      ),
    ),
  );
}

/** So many characters from the start, or a few more, in either case. */
function prefixOf(random: Random, text: string, least: number): string {
  const characters = Array.from(text).slice(0, least + random.below(3));
  return characters.map((one) => (random.below(2) === 0 ? one : inOtherCase(one))).join('');
}

/** Not of characters that do not come back, such as ß. */
function inOtherCase(character: string): string {
  const upper = character.toUpperCase();
  return upper.toLowerCase() === character.toLowerCase() ? upper : character;
}
