import { parseClientValue, startSrp, toHex, verifyProof } from '../credentials/srp.ts';
import { invalidParameter, wrongPassword } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { Device } from '../store/devices.ts';
import type { User } from '../store/users.ts';
import { deviceGone } from './known-device.ts';
import { invalidSession, requirePending } from './pending.ts';
import type { Answered } from './pending.ts';
import { challenge, countFailure, finish, refuseLocked, requireParameter } from './sign-in.ts';
import { readTimestamp, requireRecent, writeTimestamp } from './srp-timestamp.ts';
import type { AuthAnswer, Caller } from './types.ts';

/**
 * DEVICE_SRP_AUTH: the device begins to prove that it has the secret of its confirmation.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-device-tracking.html
 */
export function answerDeviceSrp(answered: Answered): AuthAnswer {
  const { services, caller, responses, session } = answered;
  const { user, pending } = requirePending(answered, 'DEVICE_SRP_AUTH');
  const device = requireNamed(answered, user);
  const A = parseClientValue(requireParameter(responses, 'SRP_A'));
  if (A === null) throw invalidParameter('SRP_A is not a valid value.');
  services.challenges.drop(session);
  const state = startSrp(device, A);
  const { source } = pending;
  const block = challenge(services, caller, user, {
    kind: 'DEVICE_PASSWORD_VERIFIER',
    verifier: { salt: device.salt, verifier: device.verifier },
    state,
    source,
  });
  return {
    ChallengeName: 'DEVICE_PASSWORD_VERIFIER',
    Session: block,
    ChallengeParameters: {
      DEVICE_KEY: device.key,
      SALT: device.salt,
      SECRET_BLOCK: block,
      SRP_B: toHex(state.B),
      USERNAME: user.username,
    },
  };
}

/** DEVICE_PASSWORD_VERIFIER: checks the device's proof, each challenge once. */
export function answerDeviceVerifier(answered: Answered): Promise<AuthAnswer> {
  const { services, caller, responses, session } = answered;
  const signature = requireParameter(responses, 'PASSWORD_CLAIM_SIGNATURE');
  const signedAt = readTimestamp(requireParameter(responses, 'TIMESTAMP'));
  const { user, pending } = requirePending(answered, 'DEVICE_PASSWORD_VERIFIER');
  services.challenges.drop(session);
  const device = requireNamed(answered, user);
  const isFactor = caller.device?.isFactor === true;
  // Somebody may have taken its trust away meanwhile.
  if (isFactor && !device.isRemembered) throw invalidSession();
  const lock = `device|${device.key}`;
  refuseLocked(services, caller, lock);
  const proof = {
    poolName: device.groupKey,
    userId: device.key,
    secretBlock: Buffer.from(session, 'base64'),
    timestamp: writeTimestamp(signedAt),
    signature,
  };
  if (!verifyProof(pending.verifier, pending.state, proof)) {
    countFailure(services, caller, lock);
    throw wrongPassword();
  }
  requireRecent(services, signedAt);
  noteSignIn(services, user, device);
  return finish(services, proven(caller, device, isFactor), user, pending.source);
}

const proven = (caller: Caller, { key }: Device, isFactor: boolean): Caller => ({
  ...caller,
  device: { key, isProven: true, isFactor },
});

/** The device that the answer names, if it is that of the sign-in. */
function requireNamed({ services, caller, responses }: Answered, user: User): Device {
  const key = requireParameter(responses, 'DEVICE_KEY');
  const device = services.store.devices.get(user, key);
  if (device === null) throw deviceGone();
  if (key !== caller.device?.key) throw invalidSession();
  return device;
}

function noteSignIn({ store, clock, source }: Services, user: User, device: Device): void {
  const now = clock.now();
  const ip = source?.ip ?? device.ip;
  store.devices.update(user, device, { ip, authenticatedAt: now, modifiedAt: now });
}
