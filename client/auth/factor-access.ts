import type { CallCognito } from './cognito-api.ts';
import type { WebAuthn } from './web-authn.ts';

/**
 * What a sign-in gets that says it is there to change what the person signs in with (`setUp`): good for as long as an
 * access token, and kept nowhere.
 */
export interface FactorAccess {
  /** Calls an action of Cognito on the own user. */
  readonly call: CallCognito;
  readonly webAuthn: WebAuthn;
}

/** How somebody signs in, besides with what. */
export interface SignInOptions {
  /**
   * Runs before the session begins, with an access to the own passkeys: `addPasskey` and the like. The session has no
   * such access, so that a thief of it cannot change them. What it throws ends the sign-in.
   */
  readonly setUp?: ((access: FactorAccess) => Promise<void> | void) | undefined;
}
