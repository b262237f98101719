import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { USER_ROLES, USER_STATUSES } from '../../generated/enum-values.ts';
import type { UserRole, UserStatus } from '../../generated/schema-types.ts';
import type { CountName } from '../../model/counts.ts';
import { STATS_KEY } from '../../model/keys.ts';
import { timestamp, type Clock } from '../lib/clock.ts';
import { invitedPages } from '../lib/invited-pages.ts';

/** What people are counted with. */
export interface CountServices {
  readonly documents: DynamoDBDocumentClient;
  readonly table: string;
  readonly clock: Clock;
}

/** How many people there are. */
export interface PeopleCount {
  /** As `userStats` tells. */
  readonly byStatus: Readonly<Record<UserStatus, number>>;
  /** Whom `listUsers` finds by `invitation: EXPIRED`: invited, and no sign-in in time. */
  readonly expiredInvitations: number;
}

/**
 * Counts the people of the directory. Reads the item of the counts, and all who are invited: 1 read unit for some 16
 * of them.
 */
export async function countPeople(services: CountServices): Promise<PeopleCount> {
  const [byStatus, ...expired] = await Promise.all([
    readStats(services),
    ...USER_ROLES.map((role) => countExpired(services, role)),
  ]);
  return { byStatus, expiredInvitations: expired.reduce((sum, count) => sum + count, 0) };
}

async function readStats({ documents, table }: CountServices): Promise<PeopleCount['byStatus']> {
  const { Item } = await documents.send(new GetCommand({ TableName: table, Key: STATS_KEY }));
  const counts = (Item ?? {}) as Readonly<Partial<Record<CountName, number>>>;
  return Object.fromEntries(
    USER_STATUSES.map((status) => [status, counts[status] ?? 0]),
  ) as PeopleCount['byStatus'];
}

async function countExpired(services: CountServices, role: UserRole): Promise<number> {
  const pages = invitedPages(services, role, {
    filter: 'invitation.expiresAt <= :now',
    values: { ':now': timestamp(services.clock) },
    Select: 'COUNT',
  });
  let count = 0;
  for await (const { Count = 0 } of pages) count += Count;
  return count;
}
