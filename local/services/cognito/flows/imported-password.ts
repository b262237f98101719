import { isHashOf } from '../credentials/password-hashes.ts';
import { verifierOf } from '../credentials/passwords.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { isLocked } from './sign-in.ts';
import type { Caller } from './types.ts';

/**
 * Makes an imported password the user's own at its first use: the pool sees it in clear only then.
 * @returns the user, with the password where it was the right one
 */
export async function useImportedPassword<Known extends User | null>(
  services: Services,
  caller: Caller,
  user: Known,
  password: string,
): Promise<Known | User> {
  const { importedPasswords, users } = services.store;
  if (user === null || user.password !== null) return user;
  const imported = importedPasswords.of(user);
  if (!imported || isLocked(services, caller, user.username)) return user;
  if (!(await isHashOf(imported, password))) return user;
  const own = verifierOf(caller.pool, user.username, password);
  return services.store.transaction(() => {
    // Somebody may have set another one meanwhile.
    const now = users.byId(user.id) ?? user;
    if (now.password !== null) return now;
    importedPasswords.remove(now);
    return users.update(now, { password: own }, services.clock.now());
  });
}

/** Tells why SRP is of no use to whoever has not signed in since the import. */
export function tellOfImport({ store, log }: Services, user: User | null): void {
  if (user === null || user.password !== null || store.importedPasswords.of(user) === null) return;
  log.warn(
    'cognito',
    `${user.sub} has the password of an import: the first sign-in must send it (USER_PASSWORD_AUTH), SRP cannot check a hash`,
  );
}
