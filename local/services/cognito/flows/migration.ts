import { readAttributes } from '../users/attributes.ts';
import { addUser, findUser } from '../users/directory.ts';
import { recordOf, textOf } from '../users/properties.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import type { Caller } from './types.ts';

/**
 * Asks the UserMigration trigger about an unknown user and adds the one it returns.
 * @param password null when a password was forgotten
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
 */
export async function migrateUser(
  services: Services,
  caller: Caller,
  typed: string,
  password: string | null,
): Promise<User | null> {
  const { pool, client, clientMetadata, validationData = clientMetadata } = caller;
  if (!services.triggers.has(pool, 'UserMigration')) return null;
  const source =
    password === null ? 'UserMigration_ForgotPassword' : 'UserMigration_Authentication';
  const response = await services.triggers.call({
    pool,
    trigger: 'UserMigration',
    source,
    userName: typed,
    clientId: client.clientId,
    request: { password, validationData, userAttributes: null },
    response: {
      userAttributes: null,
      forceAliasCreation: null,
      enableSMSMFA: null,
      finalUserStatus: null,
      messageAction: null,
      desiredDeliveryMediums: null,
    },
  });
  const given = response?.['userAttributes'];
  if (given === null || given === undefined) return null;
  const input = Object.entries(recordOf(given))
    .filter(([name]) => !['username', 'sub', 'cognito:user_status'].includes(name))
    .map(([name, value]) => ({ Name: name, Value: textOf(value) ?? String(value) }));
  const attributes = readAttributes(pool, input, null, null);
  // Somebody else may have brought the user in while the function ran.
  const known = findUser(services, pool, typed);
  if (known !== null) return known;
  const status = response?.['finalUserStatus'] === 'CONFIRMED' ? 'CONFIRMED' : 'RESET_REQUIRED';
  return addUser(services, pool, {
    typed,
    attributes,
    password,
    status,
    temporaryUntil: null,
    forceAlias: response?.['forceAliasCreation'] === true,
    existsMessage: 'User already exists',
  });
}
