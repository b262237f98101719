import type { UserPoolClient } from '../../../assembly/model.ts';
import { changeAttributes, assignAliases } from './directory.ts';
import type { Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { eventAttributes } from '../pool/triggers.ts';

/** What the PreSignUp trigger hears. */
export interface PreSignUp {
  /** `PreSignUp_SignUp` or `PreSignUp_AdminCreateUser`. */
  readonly source: string;
  readonly client: UserPoolClient | null;
  readonly username: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly validationData: Readonly<Record<string, string>>;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/** What the PreSignUp trigger decides. */
export interface PreSignUpDecision {
  readonly autoConfirmUser: boolean;
  readonly autoVerifyEmail: boolean;
  readonly autoVerifyPhone: boolean;
}

/**
 * Asks the PreSignUp trigger.
 * @throws CognitoError when it refuses
 */
export async function callPreSignUp(
  services: Services,
  pool: Pool,
  call: PreSignUp,
): Promise<PreSignUpDecision> {
  const { source, client, username, attributes, validationData, clientMetadata } = call;
  const response = await services.triggers.call({
    pool,
    trigger: 'PreSignUp',
    source,
    userName: username,
    clientId: client?.clientId ?? null,
    request: {
      userAttributes: Object.fromEntries(attributes),
      validationData: Object.keys(validationData).length > 0 ? validationData : null,
      ...(Object.keys(clientMetadata).length > 0 ? { clientMetadata } : {}),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  return {
    autoConfirmUser: response?.['autoConfirmUser'] === true,
    autoVerifyEmail: response?.['autoVerifyEmail'] === true,
    autoVerifyPhone: response?.['autoVerifyPhone'] === true,
  };
}

/** Makes an unconfirmed user confirmed, taking the aliases that only confirmed users have. */
export function confirmUser(
  services: Services,
  pool: Pool,
  user: User,
  changes: ReadonlyMap<string, string>,
  forceAlias: boolean,
): User {
  return services.store.transaction(() => {
    const now = services.clock.now();
    const confirmed = services.store.users.update(user, { status: 'CONFIRMED' }, now);
    if (forceAlias) assignAliases(services, pool, confirmed, true);
    return changeAttributes(services, pool, confirmed, changes);
  });
}

/**
 * Runs the PostConfirmation trigger.
 * @throws CognitoError when it fails; the user stays confirmed
 */
export async function callPostConfirmation(
  services: Services,
  call: {
    pool: Pool;
    client: UserPoolClient | null;
    user: User;
    source: 'PostConfirmation_ConfirmSignUp' | 'PostConfirmation_ConfirmForgotPassword';
    clientMetadata: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { pool, client, user, source, clientMetadata } = call;
  await services.triggers.call({
    pool,
    trigger: 'PostConfirmation',
    source,
    userName: user.username,
    clientId: client?.clientId ?? null,
    request: {
      userAttributes: eventAttributes(pool, user),
      ...(Object.keys(clientMetadata).length > 0 ? { clientMetadata } : {}),
    },
    response: {},
  });
}
