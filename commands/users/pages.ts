import type { UserType } from '@aws-sdk/client-cognito-identity-provider';
import {
  paginateListUsers,
  paginateListUsersInGroup,
} from '@aws-sdk/client-cognito-identity-provider';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { UserRole } from '../../generated/schema-types.ts';
import { createSignIns } from '../../functions/lib/sign-ins.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { toUserRecord } from '../../functions/lib/user.ts';
import type { Target } from './target.ts';

/** A person as the user pool lists them. */
export interface PoolUser {
  readonly sub: string;
  readonly enabled: boolean;
  /** FORCE_CHANGE_PASSWORD until the first sign-in. */
  readonly status: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Table = Pick<Target, 'documents' | 'table'>;

/** The public part of all records, each with the last sign-in, in the order of readItems. */
export async function* readRecords(target: Table): AsyncGenerator<UserRecord> {
  const signIns = createSignIns(target);
  for await (const items of readPages(target)) yield* await signIns.addTo(items.map(toUserRecord));
}

/**
 * All records as the table holds them, page by page, in order of creation: nothing changes that order,
 * so that nobody is missed or read twice while users change.
 */
export async function* readItems(target: Table): AsyncGenerator<Item> {
  for await (const items of readPages(target)) yield* items;
}

type Item = Readonly<Record<string, unknown>>;

async function* readPages({ documents, table }: Table): AsyncGenerator<readonly Item[]> {
  const pages = paginateQuery(
    { client: documents },
    {
      TableName: table,
      IndexName: 'byCreated',
      KeyConditionExpression: 'entity = :entity',
      ExpressionAttributeValues: { ':entity': 'USER' },
    },
  );
  for await (const { Items = [] } of pages) yield Items;
}

type Pool = Pick<Target, 'cognito' | 'userPoolId'>;

/** Everybody in the user pool, page by page. */
export async function* readPool({ cognito, userPoolId }: Pool): AsyncGenerator<PoolUser> {
  const pages = paginateListUsers({ client: cognito }, { UserPoolId: userPoolId });
  for await (const { Users = [] } of pages) for (const user of Users) yield toPoolUser(user);
}

/** The ids of a group's members. */
export async function readGroup(
  { cognito, userPoolId }: Pool,
  role: UserRole,
): Promise<Set<string>> {
  const pages = paginateListUsersInGroup(
    { client: cognito },
    { UserPoolId: userPoolId, GroupName: role },
  );
  const ids = new Set<string>();
  for await (const { Users = [] } of pages) for (const user of Users) ids.add(toPoolUser(user).sub);
  return ids;
}

function toPoolUser({ Attributes = [], Enabled, UserStatus }: UserType): PoolUser {
  const attributes = Object.fromEntries(
    Attributes.map(({ Name, Value }) => [Name ?? '', Value ?? '']),
  );
  return {
    sub: attributes['sub'] ?? '',
    enabled: Enabled ?? true,
    status: UserStatus ?? '',
    attributes,
  };
}
