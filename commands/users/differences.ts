import { USER_ROLES } from '../../generated/enum-values.ts';
import type { UserRole } from '../../generated/schema-types.ts';
import { indexAttributes } from '../../functions/lib/item.ts';
import type { Services } from '../../functions/lib/services.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { toUserRecord } from '../../functions/lib/user.ts';
import { staleAttributes } from '../../functions/sync-identity/sync-identity.ts';
import type { DirectoryDifference } from './directory-items.ts';
import { createTally, findDirectoryDifferences } from './directory-items.ts';
import { untilAborted } from './interruption.ts';
import type { PoolUser } from './pages.ts';
import { readGroup, readItems, readPool } from './pages.ts';
import type { Target } from './target.ts';

/** One person of whom Cognito, the table and its indexes do not say the same, or an item about all. */
export type Difference =
  | { readonly kind: 'differs'; readonly user: UserRecord; readonly fields: readonly string[] }
  /** Written before an index of today's was there: lists miss the user, or have them elsewhere. */
  | { readonly kind: 'notIndexed'; readonly user: UserRecord; readonly fields: readonly string[] }
  /** A record nobody can sign in to. */
  | { readonly kind: 'notInCognito'; readonly user: UserRecord }
  /** The record was deleted, and Cognito does not know yet. */
  | { readonly kind: 'deleted'; readonly poolUser: PoolUser }
  /** Never had a record. */
  | { readonly kind: 'notInTable'; readonly poolUser: PoolUser; readonly role: UserRole }
  | DirectoryDifference;

type Groups = Readonly<Record<UserRole, ReadonlySet<string>>>;

/** The part of a Cognito user that the table decides. */
interface CognitoView {
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
}

/**
 * Compares everybody. Lists may be a moment old, so what they let suspect is read again, one by one,
 * before it counts. Holds the user pool's side in memory.
 * @param signal ends it between two people, before what only the whole tells is known
 */
export async function* findDifferences(
  target: Target,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<Difference> {
  const pool = new Map<string, PoolUser>();
  for await (const user of untilAborted(readPool(target), signal)) pool.set(user.sub, user);
  const groups: Groups = {
    ADMIN: await readGroup(target, 'ADMIN'),
    MEMBER: await readGroup(target, 'MEMBER'),
  };
  const tally = createTally();
  for await (const item of untilAborted(readItems(target), signal)) {
    const record = toUserRecord(item);
    tally.add(record);
    const stale = staleIndexAttributes(item, record);
    if (stale.length > 0) yield { kind: 'notIndexed', user: record, fields: stale };
    const poolUser = pool.get(record.id);
    pool.delete(record.id);
    const view = poolUser && { ...poolUser, groups: groupsOf(groups, record.id) };
    if (view && differingFields(record, view).length === 0) continue;
    const difference = await compareAgain(target.services, record.id);
    if (difference) yield difference;
  }
  for (const poolUser of pool.values()) {
    if (signal.aborted) return;
    const difference = await withoutRecord(target.services, poolUser, groups);
    if (difference) yield difference;
  }
  if (!signal.aborted) yield* findDirectoryDifferences(target, tally);
}

const groupsOf = (groups: Groups, sub: string) =>
  USER_ROLES.filter((role) => groups[role].has(sub));

/** What sync-identity would write, by the names the directory has for it. */
function differingFields(user: UserRecord, view: CognitoView): string[] {
  const attributes = Object.keys(staleAttributes(view.attributes, user));
  const roles = view.groups.filter((group) => USER_ROLES.some((role) => role === group));
  return [
    ...attributes,
    ...(roles.length === 1 && roles[0] === user.role ? [] : ['role']),
    ...(view.enabled === (user.status !== 'SUSPENDED') ? [] : ['enabled']),
  ];
}

/** An item and its copy in an index are of one moment: what differs here need not be read again. */
function staleIndexAttributes(item: Readonly<Record<string, unknown>>, user: UserRecord): string[] {
  const wanted = Object.entries(indexAttributes(user));
  return wanted.filter(([name, value]) => item[name] !== value).map(([name]) => name);
}

async function compareAgain(
  { repository, identity }: Pick<Services, 'repository' | 'identity'>,
  id: string,
): Promise<Difference | null> {
  const user = await repository.get(id);
  if (!user) return null;
  const known = await identity.read(id);
  const groups = known && (await identity.groups(id));
  if (!groups) return { kind: 'notInCognito', user };
  const fields = differingFields(user, { ...known, groups });
  return fields.length === 0 ? null : { kind: 'differs', user, fields };
}

async function withoutRecord(
  { repository, identity }: Pick<Services, 'repository' | 'identity'>,
  poolUser: PoolUser,
  groups: Groups,
): Promise<Difference | null> {
  const { sub } = poolUser;
  // Created since the table was listed, or gone since the pool was.
  if (await repository.get(sub)) return compareAgain({ repository, identity }, sub);
  if (!(await identity.read(sub))) return null;
  if (await repository.wasDeleted(sub)) return { kind: 'deleted', poolUser };
  return { kind: 'notInTable', poolUser, role: groups.ADMIN.has(sub) ? 'ADMIN' : 'MEMBER' };
}
