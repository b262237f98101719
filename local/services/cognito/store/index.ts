import type { Database } from './database.ts';
import { openDatabase } from './database.ts';
import { createCodes } from './codes.ts';
import type { Codes } from './codes.ts';
import { createDevices } from './devices.ts';
import type { Devices } from './devices.ts';
import { createFormerPasswords } from './former-passwords.ts';
import type { FormerPasswords } from './former-passwords.ts';
import { createGroups } from './groups.ts';
import type { Groups } from './groups.ts';
import { createImportedPasswords } from './imported-passwords.ts';
import type { ImportedPasswords } from './imported-passwords.ts';
import { createPasskeys } from './passkeys.ts';
import type { Passkeys } from './passkeys.ts';
import { createPoolSettings } from './pool-settings.ts';
import type { PoolSettings } from './pool-settings.ts';
import { createSessionUses } from './session-uses.ts';
import type { SessionUses } from './session-uses.ts';
import { createSessions } from './sessions.ts';
import type { Sessions } from './sessions.ts';
import { createUsers } from './users.ts';
import type { Users } from './users.ts';

/** Everything the pools keep on disk. */
export interface Store {
  readonly users: Users;
  readonly groups: Groups;
  readonly sessions: Sessions;
  readonly codes: Codes;
  readonly passkeys: Passkeys;
  readonly devices: Devices;
  readonly formerPasswords: FormerPasswords;
  readonly importedPasswords: ImportedPasswords;
  readonly sessionUses: SessionUses;
  readonly poolSettings: PoolSettings;
  /** Commits all changes of `work` or none; `work` must not wait for anything. */
  transaction<T>(work: () => T): T;
  /** Forgets all users and groups, and what was set for pools. */
  clear(): void;
  close(): void;
}

/** Opens the store's file; digests of codes are keyed with the pool's secret. */
export function openStore(file: string, secretOf: (poolId: string) => Buffer): Store {
  const database: Database = openDatabase(file);
  return {
    users: createUsers(database),
    groups: createGroups(database),
    sessions: createSessions(database),
    codes: createCodes(database, secretOf),
    passkeys: createPasskeys(database),
    devices: createDevices(database),
    formerPasswords: createFormerPasswords(database),
    importedPasswords: createImportedPasswords(database),
    sessionUses: createSessionUses(database),
    poolSettings: createPoolSettings(database),
    transaction: (work) => database.transaction(work),
    clear() {
      database.transaction(() => {
        for (const table of ['users', 'groups', 'pool_settings'])
          database.run(`DELETE FROM ${table}`);
      });
    },
    close() {
      database.close();
    },
  };
}
