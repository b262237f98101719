import { invalidParameter } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import { startCustomAuth } from './custom.ts';
import { startRefresh } from './refresh.ts';
import type { AuthAnswer, Caller, Parameters } from './types.ts';
import { startUserAuth } from './user-auth.ts';
import { startUserPassword } from './user-password.ts';
import { startUserSrp } from './user-srp.ts';

interface Flow {
  /** Values of ExplicitAuthFlows, one of which the client must have. */
  readonly enabledBy: readonly string[];
  /** The text for a client that has none of them. */
  readonly disabled: string;
  /** Which of InitiateAuth and AdminInitiateAuth offer it. */
  readonly offeredTo: 'all' | 'admin' | 'user';
  start(
    services: Services,
    caller: Caller,
    parameters: Parameters,
    session: string | undefined,
  ): Promise<AuthAnswer>;
}

const refreshFlow: Flow = {
  enabledBy: ['ALLOW_REFRESH_TOKEN_AUTH', 'legacy'],
  disabled: 'REFRESH_TOKEN_AUTH is not enabled for the client.',
  offeredTo: 'all',
  start: startRefresh,
};

const adminPasswordFlow: Flow = {
  enabledBy: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
  disabled: 'Auth flow not enabled for this client',
  offeredTo: 'admin',
  start: startUserPassword,
};

/** The values of AuthFlow that are run here. */
export const flows: Readonly<Record<string, Flow>> = {
  USER_SRP_AUTH: {
    enabledBy: ['ALLOW_USER_SRP_AUTH', 'legacy'],
    disabled: 'USER_SRP_AUTH is not enabled for the client.',
    offeredTo: 'all',
    start: startUserSrp,
  },
  USER_PASSWORD_AUTH: {
    enabledBy: ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'],
    disabled: 'USER_PASSWORD_AUTH flow not enabled for this client',
    offeredTo: 'user',
    start: startUserPassword,
  },
  ADMIN_USER_PASSWORD_AUTH: adminPasswordFlow,
  ADMIN_NO_SRP_AUTH: adminPasswordFlow,
  REFRESH_TOKEN_AUTH: refreshFlow,
  REFRESH_TOKEN: refreshFlow,
  USER_AUTH: {
    enabledBy: ['ALLOW_USER_AUTH'],
    disabled: 'USER_AUTH is not enabled for the client.',
    offeredTo: 'all',
    start: startUserAuth,
  },
  CUSTOM_AUTH: {
    enabledBy: ['ALLOW_CUSTOM_AUTH', 'CUSTOM_AUTH_FLOW_ONLY', 'legacy'],
    disabled: 'CUSTOM_AUTH is not enabled for the client.',
    offeredTo: 'all',
    start: startCustomAuth,
  },
};

/**
 * InitiateAuth and AdminInitiateAuth.
 * @throws CognitoError InvalidParameterException for a flow that is not there, not enabled, or the other action's
 */
export function initiateAuth(
  services: Services,
  caller: Caller,
  flowName: string,
  parameters: Parameters,
  session?: string,
): Promise<AuthAnswer> {
  const flow = Object.hasOwn(flows, flowName) ? flows[flowName] : undefined;
  if (flow === undefined) {
    const known = Object.keys(flows).join(', ');
    throw invalidParameter(
      `AuthFlow ${flowName} is not supported by this engine; it has ${known}.`,
    );
  }
  if (flow.offeredTo !== 'all' && (flow.offeredTo === 'admin') !== caller.admin) {
    throw invalidParameter('Initiate Auth method not supported.');
  }
  const enabled = enabledFlows(caller.client.explicitAuthFlows);
  if (!flow.enabledBy.some((name) => enabled.includes(name))) {
    throw invalidParameter(flow.disabled);
  }
  return flow.start(services, caller, parameters, session);
}

/** Without a list, and with names of the time before `ALLOW_`, SRP, custom and refresh are on. */
function enabledFlows(declared: readonly string[]): readonly string[] {
  return declared.some((name) => name.startsWith('ALLOW_')) ? declared : [...declared, 'legacy'];
}
