import { missingAttributes } from '../users/attributes.ts';
import { activeFactors, preferredFactor } from '../users/second-factors.ts';
import type { Services } from '../services.ts';
import type { SecondFactor, User } from '../store/users.ts';
import { insteadOf } from './known-device.ts';
import { askForCode } from './one-time-codes.ts';
import { challenge, finish } from './sign-in.ts';
import type { AuthAnswer, Caller } from './types.ts';

/** After the password: a new one, the second factor, or the tokens. */
export function afterPassword(
  services: Services,
  caller: Caller,
  user: User,
): Promise<AuthAnswer> | AuthAnswer {
  if (user.status === 'FORCE_CHANGE_PASSWORD') return askNewPassword(services, caller, user);
  return afterNewPassword(services, caller, user, 'TokenGeneration_Authentication');
}

/** The second factor if the user has one or the pool wants one, else the tokens. */
export function afterNewPassword(
  services: Services,
  caller: Caller,
  user: User,
  source: string,
): Promise<AuthAnswer> | AuthAnswer {
  const { pool } = caller;
  const factors = activeFactors(pool, user);
  const preferred = preferredFactor(user);
  const [first, ...others] = factors;
  if (first === undefined) {
    return pool.mfa === 'ON'
      ? askSetup(services, caller, user)
      : finish(services, caller, user, source);
  }
  const isPreferred = preferred !== null && factors.includes(preferred);
  const due = isPreferred ? preferred : others.length === 0 ? first : 'choice';
  const trusted = insteadOf(services, caller, user, due);
  if (trusted !== null) return finish(services, trusted, user, source);
  return due === 'choice'
    ? askChoice(services, caller, user, factors)
    : askFactor(services, caller, user, due);
}

/** Asks for one second factor. */
export function askFactor(
  services: Services,
  caller: Caller,
  user: User,
  factor: SecondFactor,
): Promise<AuthAnswer> | AuthAnswer {
  if (factor !== 'SOFTWARE_TOKEN_MFA') {
    return askForCode(services, caller, user, { name: factor, typed: user.username, as: 'second' });
  }
  return {
    ChallengeName: 'SOFTWARE_TOKEN_MFA',
    Session: challenge(services, caller, user, { kind: 'SOFTWARE_TOKEN_MFA' }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      FRIENDLY_DEVICE_NAME: user.mfa.deviceName ?? 'TOTP device',
    },
  };
}

/** Several are on and none is preferred. */
function askChoice(
  services: Services,
  caller: Caller,
  user: User,
  factors: readonly SecondFactor[],
): AuthAnswer {
  return {
    ChallengeName: 'SELECT_MFA_TYPE',
    Session: challenge(services, caller, user, { kind: 'SELECT_MFA_TYPE' }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      MFAS_CAN_CHOOSE: JSON.stringify(factors),
    },
  };
}

function askSetup(services: Services, caller: Caller, user: User): AuthAnswer {
  const { enabledMfas } = caller.pool;
  return {
    ChallengeName: 'MFA_SETUP',
    Session: challenge(services, caller, user, { kind: 'MFA_SETUP', verified: false }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      MFAS_CAN_SETUP: JSON.stringify(
        enabledMfas.length === 0 ? ['SOFTWARE_TOKEN_MFA'] : enabledMfas,
      ),
    },
  };
}

function askNewPassword(services: Services, caller: Caller, user: User): AuthAnswer {
  const shown = [...user.attributes].filter(([name]) => !name.startsWith('dev:'));
  const missing = missingAttributes(caller.pool, user.attributes);
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: challenge(services, caller, user, { kind: 'NEW_PASSWORD_REQUIRED' }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missing.map((name) => `userAttributes.${name}`)),
      userAttributes: JSON.stringify(Object.fromEntries(shown)),
    },
  };
}
