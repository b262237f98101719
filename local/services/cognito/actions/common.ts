import { requireUser } from '../users/directory.ts';
import { resourceNotFound } from '../protocol/errors.ts';
import type { Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import { integer, optional, string, stringMap } from '../protocol/shape.ts';
import type { Group } from '../store/groups.ts';
import type { User } from '../store/users.ts';
import { attributeName, writeAttributes } from '../users/attributes.ts';
import { configuredFactors } from '../users/first-factors.ts';
import { mfaOf } from '../users/second-factors.ts';

const VISIBLE = '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+';
/** An ARN, as the API reference has it. */
export const ARN =
  'arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?';

const AUTH_FLOWS = [
  'USER_SRP_AUTH',
  'REFRESH_TOKEN_AUTH',
  'REFRESH_TOKEN',
  'CUSTOM_AUTH',
  'ADMIN_NO_SRP_AUTH',
  'USER_PASSWORD_AUTH',
  'ADMIN_USER_PASSWORD_AUTH',
  'USER_AUTH',
];
const CHALLENGE_NAMES = [
  'SMS_MFA',
  'EMAIL_OTP',
  'SOFTWARE_TOKEN_MFA',
  'SELECT_MFA_TYPE',
  'MFA_SETUP',
  'PASSWORD_VERIFIER',
  'CUSTOM_CHALLENGE',
  'SELECT_CHALLENGE',
  'DEVICE_SRP_AUTH',
  'DEVICE_PASSWORD_VERIFIER',
  'ADMIN_NO_SRP_AUTH',
  'NEW_PASSWORD_REQUIRED',
  'SMS_OTP',
  'PASSWORD',
  'WEB_AUTHN',
  'PASSWORD_SRP',
];

/** Fields that many actions share, with the limits of the API reference. */
export const fields = {
  poolId: string({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-zA-Z]+' }),
  clientId: string({ min: 1, max: 128, pattern: '[\\w+]+' }),
  username: string({ min: 1, max: 128, pattern: VISIBLE, sensitive: true }),
  password: string({ max: 256, pattern: '^[\\S]+.*[\\S]+$', sensitive: true }),
  secretHash: optional(string({ min: 1, max: 128, pattern: '[\\w+=/]+', sensitive: true })),
  code: string({ min: 1, max: 2048, pattern: '[\\S]+' }),
  token: string({ pattern: '[A-Za-z0-9-_=.]+', sensitive: true }),
  deviceKey: string({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-f-]+' }),
  groupName: string({ min: 1, max: 128, pattern: VISIBLE }),
  roleArn: optional(string({ min: 20, max: 2048, pattern: ARN })),
  authFlow: string({ oneOf: AUTH_FLOWS }),
  challengeName: string({ oneOf: CHALLENGE_NAMES }),
  session: string({ min: 20, max: 4096, sensitive: true }),
  pageToken: optional(string({ min: 1, pattern: '[\\S]+' })),
  attributeName,
  metadata: optional(stringMap()),
};

/** A time as the AWS JSON protocol writes it: seconds. */
export function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}

/** UserType of the API. */
export function userType(user: User, only?: (name: string) => boolean): Record<string, unknown> {
  return {
    Username: user.username,
    Attributes: writeAttributes(user, only),
    UserCreateDate: seconds(user.createdAt),
    UserLastModifiedDate: seconds(user.modifiedAt),
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}

/** GroupType of the API. */
export function groupType(group: Group): Record<string, unknown> {
  return {
    GroupName: group.name,
    UserPoolId: group.poolId,
    ...(group.description === null ? {} : { Description: group.description }),
    ...(group.roleArn === null ? {} : { RoleArn: group.roleArn }),
    ...(group.precedence === null ? {} : { Precedence: group.precedence }),
    CreationDate: seconds(group.createdAt),
    LastModifiedDate: seconds(group.modifiedAt),
  };
}

/** Limit of the list actions. */
export const limit = integer({ min: 0, max: 60 });

/**
 * The pool and user of an admin action.
 * @throws CognitoError ResourceNotFoundException, UserNotFoundException
 */
export function findTarget(
  services: Services,
  request: { readonly UserPoolId: string; readonly Username: string },
): { pool: Pool; user: User } {
  const pool = services.pools.get(request.UserPoolId);
  return { pool, user: requireUser(services, pool, request.Username) };
}

/** @throws CognitoError ResourceNotFoundException */
export function findGroup(services: Services, pool: Pool, name: string): Group {
  const group = services.store.groups.get(pool.id, name);
  if (group === null) throw resourceNotFound('Group not found.');
  return group;
}

/** The answer of GetUserAuthFactors. */
export function authFactorsOf(
  { store }: Services,
  pool: Pool,
  user: User,
): Record<string, unknown> {
  return {
    Username: user.username,
    ...mfaOf(user),
    ConfiguredUserAuthFactors: configuredFactors(pool, user, store),
  };
}
