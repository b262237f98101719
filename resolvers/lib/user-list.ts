import type {
  InvitationPhase,
  QueryListUsersArgs,
  UserFilter,
  UserRole,
  UserSortField,
  UserStatus,
} from '../../generated/schema-types.ts';
import type { FieldProblem } from '../../model/errors.ts';
import { EVERYBODY, ORDERS, statusRoleOf, type IndexSortKey } from '../../model/indexes.ts';
import { namePrefixOf } from '../../model/names.ts';
import type { Source } from '../../model/search.ts';
import { asciiAddress, FORMS, isBegunDomain, localPart } from './address.ts';
import { invalidToken, validationFailed } from './errors.ts';
import { readToken } from './page.ts';
import { isWellFormed } from './well-formed.ts';

/** The parts of a filter; null or empty lets all through. Prefixes as the table writes values. */
interface Filter {
  status: UserStatus | null;
  role: UserRole | null;
  invitation: InvitationPhase | null;
  email: string;
  /** Start of an address whose domain may be international; then `email` ends at the @. */
  emailStart: string;
  name: string;
  /** What was typed to search by, as it was. */
  text: string;
}

/** What listUsers answers: which users, and in which order. */
export interface UserList extends Source<IndexSortKey> {
  ascending: boolean;
  /** Whose list it is, its filter and its sort, as page tokens name them. */
  name: string;
  /** The sort key to start after; null on the first page. */
  start: string | null;
  /**
   * Where users with a prefix of another field than the list's order are, one entry for each such
   * prefix; empty when all that the list's own source holds belongs to it.
   */
  narrowings: Source[];
  /** As in the filter. */
  emailStart: string;
  /** As in the filter. */
  text: string;
  /** As in the filter: no index knows what time it is. */
  invitation: InvitationPhase | null;
}

/** Whether no index holds just the users of the list in its order: search-users finds them. */
export function isSearched({ narrowings, emailStart, text, invitation }: UserList): boolean {
  return narrowings.length > 0 || emailStart !== '' || text !== '' || invitation !== null;
}

/** Those that most users have come first: what was read of them bounds the reads that follow. */
const STATUSES = namesOf<UserStatus>({ ACTIVE: true, INVITED: true, SUSPENDED: true });
const ROLES = namesOf<UserRole>({ MEMBER: true, ADMIN: true });

/** No address or pair of names is longer; and DynamoDB takes no more than 1,024 bytes. */
const MAX_PREFIX = 254;

/** A given sort is always kept to; without one the filter chooses the order. */
export function planList(
  { filter, sort, nextToken }: QueryListUsersArgs,
  callerId: string,
): UserList {
  const wanted = readFilter(filter ?? {});
  const order = sort ? (sort.field ?? 'CREATED_AT') : naturalOrder(wanted);
  const ascending = sort?.direction !== 'DESC';
  const source = sourceOf(order, wanted);
  const name = JSON.stringify([callerId, order, ascending, wanted]);
  const others: UserSortField[] = ['EMAIL', 'NAME'];
  const narrowings = others
    .filter((field) => field !== order)
    .map((field) => sourceOf(field, wanted))
    .filter(({ prefix }) => prefix);
  const start = readStart(nextToken, name, source.prefix);
  return {
    ...source,
    ascending,
    name,
    start,
    narrowings,
    emailStart: wanted.emailStart,
    text: wanted.text,
    invitation: wanted.invitation,
  };
}

function readFilter(filter: UserFilter): Filter {
  const { emailPrefix, namePrefix, search } = filter;
  const email = emailPrefix ?? '';
  const isWhole = !isBegunDomain(email);
  const wanted = {
    status: filter.status ?? null,
    role: filter.role ?? null,
    invitation: filter.invitation ?? null,
    email: isWhole ? asciiAddress(email) : localPart(email),
    emailStart: isWhole ? '' : email.trim(),
    name: namePrefixOf(namePrefix ?? '', FORMS),
    text: (search ?? '').trim(),
  };
  const problems = [
    ...prefixProblems('filter.emailPrefix', email, `${wanted.email}${wanted.emailStart}`),
    ...prefixProblems('filter.namePrefix', namePrefix ?? '', wanted.name),
    // Of how many words it is, and how long when folded, search-users tells: code here has no room for more.
    ...prefixProblems('filter.search', search ?? '', wanted.text),
  ];
  if (problems.length > 0) validationFailed(problems);
  return wanted;
}

function prefixProblems(field: string, given: string, normal: string): FieldProblem[] {
  if (normal.length > MAX_PREFIX) {
    const message = `${field} is longer than ${MAX_PREFIX} characters.`;
    return [{ field, rule: 'maxLength', message }];
  }
  if (isWellFormed(given)) return [];
  const message = `${field} must not contain half of a surrogate pair.`;
  return [{ field, rule: 'characters', message }];
}

function namesOf<Name extends string>(all: Record<Name, true>): Name[] {
  return Object.keys(all) as Name[];
}

function naturalOrder(filter: Filter): UserSortField {
  if (filter.email) return 'EMAIL';
  return filter.name || filter.text ? 'NAME' : 'CREATED_AT';
}

function sourceOf(
  order: UserSortField,
  { status, role, invitation, email, name }: Filter,
): Source<IndexSortKey> {
  const { sortKey, everybody, byStatusRole } = ORDERS[order];
  const prefix = order === 'EMAIL' ? email : order === 'NAME' ? name : '';
  if (!status && !role && !invitation) {
    return { index: everybody, partitionKey: 'entity', partitions: [EVERYBODY], sortKey, prefix };
  }
  const partitions = STATUSES.filter((one) => !status || one === status)
    .filter((one) => !invitation || one === 'INVITED')
    .flatMap((one) =>
      ROLES.filter((other) => !role || other === role).map((other) => statusRoleOf(one, other)),
    );
  return { index: byStatusRole, partitionKey: 'statusRole', partitions, sortKey, prefix };
}

function readStart(
  nextToken: string | null | undefined,
  name: string,
  prefix: string,
): string | null {
  if (nextToken === null || nextToken === undefined) return null;
  const start = readToken(nextToken, name);
  if (!start.startsWith(prefix)) invalidToken();
  return start;
}
