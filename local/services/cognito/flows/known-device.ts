import { createHmac, randomUUID } from 'node:crypto';

import type { Pool } from '../pool/pool.ts';
import { resourceNotFound } from '../protocol/errors.ts';
import type { CognitoError } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { Device } from '../store/devices.ts';
import type { SecondFactor, User } from '../store/users.ts';
import type { Caller, Parameters } from './types.ts';

/** A confirmed device that somebody signs in with. */
export interface SignInDevice {
  readonly key: string;
  /** Whether it has shown that it has its secret. */
  readonly isProven: boolean;
  /** Whether it stands in for the second factor. */
  readonly isFactor: boolean;
}

/** No such device of this user, as clients wait for it: they forget their key and go on without. */
export const deviceGone = (): CognitoError => resourceNotFound('Device does not exist.');

/**
 * The caller with the device that the answer to a password names.
 * @throws CognitoError ResourceNotFoundException for one that is not confirmed, or was forgotten
 */
export function withDevice(
  services: Services,
  caller: Caller,
  user: User,
  parameters: Parameters,
): Caller {
  const key = parameters['DEVICE_KEY'];
  if (key === undefined || key === '' || caller.pool.devices === null) return caller;
  const device = services.store.devices.get(user, key);
  if (device === null) throw deviceGone();
  return having(caller, device);
}

/** The same before anything is proven: a device that is not there goes unnoticed, as who exists has to. */
export function withDeviceIfKnown(
  { store }: Services,
  caller: Caller,
  user: User | null,
  parameters: Parameters,
): Caller {
  const key = parameters['DEVICE_KEY'] ?? '';
  const device = user === null || !caller.pool.devices ? null : store.devices.get(user, key);
  return device === null ? caller : having(caller, device);
}

const having = (caller: Caller, { key }: Device): Caller => ({
  ...caller,
  device: { key, isProven: false, isFactor: false },
});

/**
 * The caller whose remembered device stands in for the factor that is due; null where none does.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-device-tracking.html
 */
export function insteadOf(
  { store }: Services,
  caller: Caller,
  user: User,
  due: SecondFactor | 'choice',
): Caller | null {
  const { pool, device } = caller;
  if (device === undefined || due === 'EMAIL_OTP') return null;
  if (pool.devices?.replacesSecondFactor !== true) return null;
  if (store.devices.get(user, device.key)?.isRemembered !== true) return null;
  return { ...caller, device: { ...device, isFactor: true } };
}

/** A key for a device that is new to its pool. */
export const newDeviceKey = ({ region }: Pool): string => `${region}_${randomUUID()}`;

/** DeviceGroupKey: one for all devices of a pool. */
export function deviceGroupKey(services: Services, pool: Pool): string {
  const digest = createHmac('sha256', services.keysOf(pool).secret).update('device group');
  return `-${digest.digest('hex').slice(0, 8)}`;
}
