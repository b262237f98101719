import { deviceGone } from '../flows/known-device.ts';
import type { Pool } from '../pool/pool.ts';
import { CognitoError } from '../protocol/errors.ts';
import { page } from '../protocol/page-token.ts';
import { optional, string } from '../protocol/shape.ts';
import type { Services } from '../services.ts';
import type { Device } from '../store/devices.ts';
import type { User } from '../store/users.ts';
import { seconds } from './common.ts';

/** What UpdateDeviceStatus may set. */
export const deviceStatus = optional(string({ oneOf: ['remembered', 'not_remembered'] }));

/** Whose devices are asked for, by whom. */
export interface DeviceOwner {
  readonly pool: Pool;
  readonly user: User;
  /** People see those that are remembered; admins see all, and more of each. */
  readonly seenBy: 'admin' | 'owner';
}

/** @throws CognitoError InvalidUserPoolConfigurationException for a pool that tracks no devices */
export function requireDeviceTracking({ devices }: Pool): void {
  if (devices !== null) return;
  const text = 'User pool does not have device tracking enabled.';
  throw new CognitoError('InvalidUserPoolConfigurationException', text);
}

/**
 * A device to tell of.
 * @throws CognitoError ResourceNotFoundException, InvalidUserPoolConfigurationException
 */
export function getDevice(services: Services, owner: DeviceOwner, key: string): object {
  const device = requireDevice(services, owner, key);
  if (owner.seenBy === 'owner' && !device.isRemembered) throw deviceGone();
  return { Device: deviceType(owner, device) };
}

/** A page of devices, in the order of their keys. */
export function listDevices(
  { store }: Services,
  owner: DeviceOwner,
  request: { readonly Limit: number | undefined; readonly PaginationToken: string | undefined },
): object {
  const { pool, user, seenBy } = owner;
  requireDeviceTracking(pool);
  const only = seenBy === 'admin' ? 'all' : 'remembered';
  const query = `ListDevices|${only}|${user.sub}`;
  const { items, next } = page(query, request.PaginationToken, request.Limit ?? 60, {
    after: ([key = ''], count) => store.devices.page(user, only, count, String(key)),
    keyOf: ({ key }) => [key],
  });
  const { NextToken } = next;
  return {
    Devices: items.map((device) => deviceType(owner, device)),
    ...(NextToken === undefined ? {} : { PaginationToken: NextToken }),
  };
}

/** @throws CognitoError ResourceNotFoundException, InvalidUserPoolConfigurationException */
export function updateDevice(
  services: Services,
  owner: DeviceOwner,
  { DeviceKey, status }: { readonly DeviceKey: string; readonly status: string | undefined },
): object {
  const device = requireDevice(services, owner, DeviceKey);
  if (status === undefined) return {};
  const isRemembered = status === 'remembered';
  const modifiedAt = services.clock.now();
  services.store.devices.update(owner.user, device, { isRemembered, modifiedAt });
  return {};
}

/** @throws CognitoError ResourceNotFoundException, InvalidUserPoolConfigurationException */
export function forgetDevice(services: Services, owner: DeviceOwner, key: string): object {
  requireDevice(services, owner, key);
  services.store.devices.remove(owner.user, key);
  return {};
}

function requireDevice({ store }: Services, { pool, user }: DeviceOwner, key: string): Device {
  requireDeviceTracking(pool);
  const device = store.devices.get(user, key);
  if (device === null) throw deviceGone();
  return device;
}

/** DeviceType of the API. */
function deviceType(owner: DeviceOwner, device: Device): Record<string, unknown> {
  return {
    DeviceKey: device.key,
    DeviceAttributes: Object.entries(attributesOf(owner, device)).map(([Name, Value]) => ({
      Name,
      Value,
    })),
    DeviceCreateDate: seconds(device.createdAt),
    DeviceLastModifiedDate: seconds(device.modifiedAt),
    DeviceLastAuthenticatedDate: seconds(device.authenticatedAt),
  };
}

function attributesOf(
  { pool, user, seenBy }: DeviceOwner,
  { key, name, ip, isRemembered }: Device,
): Record<string, string> {
  const holder = `${user.username}.${pool.id}`;
  const arn = pool.arn.replace(/userpool\/.*$/, `owner/${holder}/device/${key}`);
  return {
    device_status: 'valid',
    ...(name === null ? {} : { device_name: name }),
    ...(ip === '' ? {} : { last_ip_used: ip }),
    ...(seenBy === 'owner'
      ? {}
      : {
          'dev:device_arn': arn,
          'dev:device_owner': holder,
          'dev:device_remembered_status': isRemembered ? 'remembered' : 'not_remembered',
          'dev:device_sdk': 'aws-sdk',
        }),
  };
}
