import { deviceGroupKey } from '../flows/known-device.ts';
import { defineAction } from '../protocol/action.ts';
import { CognitoError, invalidParameter } from '../protocol/errors.ts';
import { object, optional, string } from '../protocol/shape.ts';
import { requireHolder } from '../tokens/tokens.ts';
import { fields } from './common.ts';
import { requireDeviceTracking } from './devices.ts';

const number = optional(string({ max: 131_072, sensitive: true }));

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmDevice.html */
export const ConfirmDevice = defineAction({
  name: 'ConfirmDevice',
  access: 'public',
  input: object({
    AccessToken: fields.token,
    DeviceKey: fields.deviceKey,
    DeviceName: optional(string({ min: 1, max: 131_072 })),
    DeviceSecretVerifierConfig: optional(object({ PasswordVerifier: number, Salt: number })),
  }),
  async run(services, { AccessToken, DeviceKey, DeviceName, DeviceSecretVerifierConfig }) {
    const { pool, user, session } = await requireHolder(services, AccessToken);
    requireDeviceTracking(pool);
    const { store, clock, source } = services;
    // The key is that of the sign-in alone.
    if (session.deviceKey !== DeviceKey) throw invalidParameter('Invalid device key given.');
    if (store.devices.get(user, DeviceKey) !== null) {
      throw new CognitoError('DeviceKeyExistsException', 'Device key already exists.');
    }
    const now = clock.now();
    const asksPeople = pool.devices?.asksPeople === true;
    store.devices.add(user, {
      key: DeviceKey,
      groupKey: deviceGroupKey(services, pool),
      salt: hexOf('Salt', DeviceSecretVerifierConfig?.Salt),
      verifier: hexOf('PasswordVerifier', DeviceSecretVerifierConfig?.PasswordVerifier),
      name: DeviceName ?? null,
      isRemembered: !asksPeople,
      ip: source?.ip ?? '',
      createdAt: now,
      modifiedAt: now,
      authenticatedAt: session.authTime,
    });
    return { UserConfirmationNecessary: asksPeople };
  },
});

/** A number of SRP, which comes as the base64 of its bytes. */
function hexOf(name: string, base64: string | undefined): string {
  const hex = Buffer.from(base64 ?? '', 'base64').toString('hex');
  // The group has 3072 bits; a sign byte may stand before them.
  if (hex === '' || hex.length > 770) {
    throw invalidParameter(`DeviceSecretVerifierConfig.${name} is not a valid value.`);
  }
  return hex;
}
