import { findUser } from '../users/directory.ts';
import { checkSecretHash } from '../credentials/secret-hash.ts';
import type { Services } from '../services.ts';
import { useImportedPassword } from './imported-password.ts';
import { migrateUser } from './migration.ts';
import { afterPassword } from './after-password.ts';
import { withDevice } from './known-device.ts';
import { having } from './proofs.ts';
import { preAuthentication, requireParameter, requirePassword } from './sign-in.ts';
import type { AuthAnswer, Caller, Parameters } from './types.ts';

/** USER_PASSWORD_AUTH and ADMIN_USER_PASSWORD_AUTH. */
export async function startUserPassword(
  services: Services,
  caller: Caller,
  parameters: Parameters,
): Promise<AuthAnswer> {
  const typed = requireParameter(parameters, 'USERNAME');
  const password = requireParameter(parameters, 'PASSWORD');
  checkSecretHash(caller.client, [typed], parameters['SECRET_HASH']);
  const known = findUser(services, caller.pool, typed);
  const migrated = known === null ? await migrateUser(services, caller, typed, password) : null;
  const user = known ?? migrated;
  await preAuthentication(services, caller, user, typed);
  const own = await useImportedPassword(services, caller, user, password);
  const proven = requirePassword(services, caller, own, typed, password);
  const here = withDevice(services, caller, proven, parameters);
  return afterPassword(services, having(here, 'password'), proven);
}
