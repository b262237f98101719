import type { User, UserRole, UserStatus } from '../../generated/schema-types.ts';

export interface UserItemInput {
  readonly id: string;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly role?: UserRole;
  readonly status?: UserStatus;
  readonly version?: number;
  readonly createdAt?: string;
}

/** A record as the table holds it. */
export function userItem(
  input: UserItemInput & Partial<Pick<User, 'sessionsEndedAt' | 'revokedSessions'>>,
) {
  const user = {
    email: `${input.id}@example.com`,
    firstName: 'Ada',
    lastName: 'Lovelace',
    role: 'MEMBER',
    status: 'ACTIVE',
    version: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...input,
  };
  return {
    pk: `USER#${user.id}`,
    sk: 'PROFILE',
    entity: 'USER',
    statusRole: `${user.status}#${user.role}`,
    ...user,
    updatedAt: user.createdAt,
    createdBy: 'system',
    updatedBy: 'system',
    nameKey: `${user.firstName} ${user.lastName}`.toLowerCase() + `#${user.id}`,
    createdKey: `${user.createdAt}#${user.id}`,
  };
}
