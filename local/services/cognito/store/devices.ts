import type { SrpVerifier } from '../credentials/srp.ts';
import type { Database, Row } from './database.ts';
import type { User } from './users.ts';

/** A device that a user has confirmed. Times in milliseconds. */
export interface Device extends SrpVerifier {
  readonly key: string;
  /** What its secret is computed over, beside the key. */
  readonly groupKey: string;
  readonly name: string | null;
  readonly isRemembered: boolean;
  /** Of the last sign-in; empty when nobody knows. */
  readonly ip: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly authenticatedAt: number;
}

/** What may change of a device. */
export type DeviceChanges = Partial<
  Pick<Device, 'isRemembered' | 'ip' | 'modifiedAt' | 'authenticatedAt'>
>;

/** The users' devices. */
export interface Devices {
  add(user: User, device: Device): void;
  get(user: User, key: string): Device | null;
  /** In the order of their keys, after one. */
  page(user: User, only: 'all' | 'remembered', limit: number, after: string): readonly Device[];
  update(user: User, device: Device, changes: DeviceChanges): void;
  remove(user: User, key: string): void;
}

/** The table of devices of one database. */
export function createDevices(database: Database): Devices {
  return {
    add(user, device) {
      database.run(
        'INSERT INTO devices (user, key, group_key, salt, verifier, name, remembered, ip, created_at, modified_at, authenticated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        user.id,
        device.key,
        device.groupKey,
        device.salt,
        device.verifier,
        device.name,
        device.isRemembered ? 1 : 0,
        device.ip,
        device.createdAt,
        device.modifiedAt,
        device.authenticatedAt,
      );
    },
    get(user, key) {
      const row = database.get('SELECT * FROM devices WHERE user = ? AND key = ?', user.id, key);
      return row === null ? null : readDevice(row);
    },
    page: (user, only, limit, after) =>
      database
        .all(
          'SELECT * FROM devices WHERE user = ? AND key > ? AND remembered >= ? ORDER BY key LIMIT ?',
          user.id,
          after,
          only === 'remembered' ? 1 : 0,
          limit,
        )
        .map(readDevice),
    update(user, device, changes) {
      const { isRemembered, ip, modifiedAt, authenticatedAt, key } = { ...device, ...changes };
      database.run(
        'UPDATE devices SET remembered = ?, ip = ?, modified_at = ?, authenticated_at = ? WHERE user = ? AND key = ?',
        isRemembered ? 1 : 0,
        ip,
        modifiedAt,
        authenticatedAt,
        user.id,
        key,
      );
    },
    remove: (user, key) => {
      database.run('DELETE FROM devices WHERE user = ? AND key = ?', user.id, key);
    },
  };
}

function readDevice(row: Row): Device {
  const { name } = row;
  return {
    key: String(row['key']),
    groupKey: String(row['group_key']),
    salt: String(row['salt']),
    verifier: String(row['verifier']),
    name: typeof name === 'string' ? name : null,
    isRemembered: row['remembered'] === 1,
    ip: String(row['ip']),
    createdAt: Number(row['created_at']),
    modifiedAt: Number(row['modified_at']),
    authenticatedAt: Number(row['authenticated_at']),
  };
}
