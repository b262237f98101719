import { FACTOR_SET_UP } from '../../model/factor-set-up.ts';
import type { Auth } from './auth.ts';
import { CognitoError, createPoolApi } from './cognito-api.ts';
import type { AuthAnswer, AuthenticationResult, CallCognito } from './cognito-api.ts';
import { memoryStorage, newerSession, parseSession, sessionOf, userOf } from './cognito-session.ts';
import type { CognitoSession, SessionStorage, SignedInUser } from './cognito-session.ts';
import type { SignInOptions } from './factor-access.ts';
import { isSessionOver, requestTokens } from './renew-tokens.ts';
import { authenticateWithSrp } from './user-srp-auth.ts';
import { userNameOf } from './user-name.ts';
import { browserWebAuthn, PasskeyError, type WebAuthn } from './web-authn.ts';

/** Which user pool people sign in at, and where their session is kept. */
export interface CognitoAuthOptions {
  /** URL of the Cognito API. AWS's endpoint of the pool's region unless given. */
  readonly endpoint?: string;
  /** The part of the pool id before `_` unless given. */
  readonly region?: string;
  readonly userPoolId: string;
  /** A client without a secret that allows ALLOW_USER_SRP_AUTH. */
  readonly clientId: string;
  /** Which token the API gets. @default 'access' */
  readonly token?: 'access' | 'id';
  /** @default memoryStorage() */
  readonly storage?: SessionStorage;
  readonly fetch?: typeof fetch;
  /** What makes and uses passkeys. @default the browser */
  readonly webAuthn?: WebAuthn;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Whether somebody is signed in, and who. */
export type AuthState =
  | { readonly status: 'signedOut' }
  | { readonly status: 'signedIn'; readonly user: SignedInUser };

/** How a sign-in went on: done, or a new password is asked for. */
export type SignInResult =
  | { readonly status: 'signedIn'; readonly user: SignedInUser }
  | {
      /** An invited user signs in with the temporary password for the first time. */
      readonly status: 'newPasswordRequired';
      /** Sets the user's own password and signs in. */
      complete(
        newPassword: string,
        attributes?: Readonly<Record<string, string>>,
      ): Promise<SignInResult>;
    }
  | {
      /** A code was mailed, in place of a password or after it. */
      readonly status: 'emailCodeRequired';
      /** Where it went, as Cognito shows it: `a***@e***`. */
      readonly destination: string;
      /** @throws CognitoError CodeMismatchException: another code may be tried; NotAuthorizedException when it took too long */
      complete(code: string): Promise<SignInResult>;
    }
  | {
      /** The person has an authenticator app. */
      readonly status: 'totpRequired';
      /**
       * Proves the 6 digits that the app shows.
       * @throws CognitoError CodeMismatchException: another code may be tried; NotAuthorizedException when it took too long
       */
      complete(code: string): Promise<SignInResult>;
    };

/** Signs people in with a Cognito user pool and keeps their tokens good. */
export interface CognitoAuth extends Auth {
  readonly state: AuthState;
  /**
   * @param username the name, or the e-mail address as people write it, also with an international domain
   * @throws CognitoError NotAuthorizedException for a wrong name or password
   */
  signIn(username: string, password: string, options?: SignInOptions): Promise<SignInResult>;
  /**
   * Has a code mailed to sign in by, without a password, where the pool lets people begin with one. Cognito answers
   * the same for somebody it does not know.
   * @throws CognitoError UnsupportedChallenge for who has a second factor, which follows a password
   */
  signInByCode(username: string, options?: SignInOptions): Promise<SignInResult>;
  /**
   * Has the device prove a passkey of that person. Where the pool counts it as two factors, nothing more is asked for.
   * @throws PasskeyError `none` for who has none that the pool takes, `cancelled` when the device gives none
   */
  signInByPasskey(username: string, options?: SignInOptions): Promise<SignInResult>;
  /**
   * Forgets the session and revokes its refresh token; `global` ends all sessions of the user, if the
   * access token has the scope `aws.cognito.signin.user.admin`.
   */
  signOut(options?: { readonly global?: boolean }): Promise<void>;
  /**
   * Mails a code for a new password, to whoever forgot it or wants another one. Cognito answers the same
   * for somebody it does not know.
   * @throws CognitoError LimitExceededException after too many codes
   */
  forgotPassword(username: string): Promise<void>;
  /**
   * Sets the new password with that code; sessions go on.
   * @throws CognitoError CodeMismatchException, ExpiredCodeException, InvalidPasswordException
   */
  confirmForgotPassword(username: string, code: string, newPassword: string): Promise<void>;
  /** Calls back on every sign-in and sign-out, also when a session turns out to be over. */
  onStateChange(listener: (state: AuthState) => void): () => void;
}

/** Tokens are renewed this long before they end, in milliseconds. */
const MARGIN_MS = 60_000; // 1 minute

/**
 * Authorizes with a person's Cognito sign-in (SRP). Tokens are refreshed before they expire.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
 */
export function cognitoAuth(options: CognitoAuthOptions): CognitoAuth {
  return new CognitoUserAuth(options);
}

const stateOf = (session: CognitoSession | null): AuthState =>
  session === null ? { status: 'signedOut' } : { status: 'signedIn', user: userOf(session) };

/** Who signs in, and how. */
interface Person {
  readonly username: string;
  readonly options: SignInOptions;
}

const metadataOf = ({ setUp }: SignInOptions) =>
  setUp === undefined ? {} : { clientMetadata: FACTOR_SET_UP };

class CognitoUserAuth implements CognitoAuth {
  readonly #options: CognitoAuthOptions;
  readonly #call: CallCognito;
  readonly #storage: SessionStorage;
  readonly #storageKey: string;
  readonly #now: () => number;
  readonly #listeners = new Set<(state: AuthState) => void>();
  #session: CognitoSession | null;
  #state: AuthState;
  #refreshing: Promise<CognitoSession> | null = null;

  constructor(options: CognitoAuthOptions) {
    this.#options = options;
    this.#call = createPoolApi(options);
    this.#storage = options.storage ?? memoryStorage();
    this.#storageKey = `cognito.${options.userPoolId}.${options.clientId}`;
    this.#now = options.now ?? Date.now;
    this.#session = parseSession(this.#storage.getItem(this.#storageKey));
    this.#state = stateOf(this.#session);
  }

  /** The same object until it changes, as React's useSyncExternalStore asks. */
  get state(): AuthState {
    return this.#state;
  }

  onStateChange(listener: (state: AuthState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async signIn(
    entered: string,
    password: string,
    options: SignInOptions = {},
  ): Promise<SignInResult> {
    const { userPoolId, clientId } = this.#options;
    const username = userNameOf(entered);
    const answer = await authenticateWithSrp(this.#call, {
      userPoolId,
      clientId,
      username,
      password,
      ...metadataOf(options),
    });
    return this.#take({ username, options }, answer);
  }

  async signInByCode(entered: string, options: SignInOptions = {}): Promise<SignInResult> {
    const username = userNameOf(entered);
    return this.#take({ username, options }, await this.#begin(username, 'EMAIL_OTP'));
  }

  async signInByPasskey(entered: string, options: SignInOptions = {}): Promise<SignInResult> {
    const person = { username: userNameOf(entered), options };
    const answer = await this.#begin(person.username, 'WEB_AUTHN');
    const asked = answer.ChallengeParameters?.['CREDENTIAL_REQUEST_OPTIONS'];
    if (asked === undefined) {
      throw new PasskeyError('none', 'Cognito knows no passkey of this name');
    }
    const { webAuthn = browserWebAuthn } = this.#options;
    const credential = await webAuthn.get(JSON.parse(asked) as object);
    const CREDENTIAL = JSON.stringify(credential);
    return this.#take(person, await this.#respond(person, answer, { CREDENTIAL }));
  }

  /** USER_AUTH: with something else than a password. */
  #begin(username: string, preferred: 'EMAIL_OTP' | 'WEB_AUTHN'): Promise<AuthAnswer> {
    return this.#call('InitiateAuth', {
      ClientId: this.#options.clientId,
      AuthFlow: 'USER_AUTH',
      AuthParameters: { USERNAME: username, PREFERRED_CHALLENGE: preferred },
    });
  }

  async signOut({ global = false } = {}): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    this.#keep(null);
    const { clientId } = this.#options;
    // Signed out is signed out here, whether or not Cognito can be told.
    const tell = (action: string, input: Readonly<Record<string, string>>) =>
      this.#call(action, input).then(
        () => true,
        () => false,
      );
    // Refused to access tokens without Cognito's user scope: then this session at least ends.
    if (global && (await tell('GlobalSignOut', { AccessToken: session.accessToken }))) return;
    await tell('RevokeToken', { Token: session.refreshToken, ClientId: clientId });
  }

  async forgotPassword(entered: string): Promise<void> {
    const { clientId: ClientId } = this.#options;
    await this.#call('ForgotPassword', { ClientId, Username: userNameOf(entered) });
  }

  async confirmForgotPassword(entered: string, code: string, newPassword: string): Promise<void> {
    await this.#call('ConfirmForgotPassword', {
      ClientId: this.#options.clientId,
      Username: userNameOf(entered),
      ConfirmationCode: code.trim(),
      Password: newPassword,
    });
  }

  async headers({ fresh = false } = {}): Promise<Record<string, string>> {
    let session = this.#session;
    if (session === null) throw new CognitoError('NotSignedIn', 'Nobody is signed in');
    if (fresh || !this.#isGood(session)) session = await this.#refresh();
    return {
      authorization: this.#options.token === 'id' ? session.idToken : session.accessToken,
    };
  }

  async #take(person: Person, answer: AuthAnswer): Promise<SignInResult> {
    if (answer.AuthenticationResult !== undefined) {
      const result = await this.#setUp(person, answer.AuthenticationResult);
      const session = sessionOf(result, this.#now());
      this.#keep(session);
      return { status: 'signedIn', user: userOf(session) };
    }
    const ask = this.#questions[answer.ChallengeName ?? ''];
    if (ask) return ask(person, answer);
    throw new CognitoError(
      'UnsupportedChallenge',
      `Cognito asks for ${answer.ChallengeName ?? 'nothing'}, which this client cannot answer`,
    );
  }

  /** What is kept of a sign-in that was to set something up is not let at factors. */
  async #setUp(
    { options: { setUp } }: Person,
    result: AuthenticationResult,
  ): Promise<AuthenticationResult> {
    if (setUp === undefined) return result;
    const { webAuthn = browserWebAuthn, clientId } = this.#options;
    const { AccessToken, RefreshToken = '' } = result;
    await setUp({
      webAuthn,
      call: (action, input) => this.#call(action, { ...input, AccessToken }),
    });
    return { RefreshToken, ...(await requestTokens(this.#call, clientId, RefreshToken)) };
  }

  /** What Cognito may ask for, by its name. */
  readonly #questions: Readonly<
    Record<string, (person: Person, answer: AuthAnswer) => SignInResult>
  > = {
    NEW_PASSWORD_REQUIRED: (person, answer) => ({
      status: 'newPasswordRequired',
      complete: async (newPassword, attributes = {}) =>
        this.#take(person, await this.#setPassword(person, answer, newPassword, attributes)),
    }),
    EMAIL_OTP: (person, answer) => ({
      status: 'emailCodeRequired',
      destination: answer.ChallengeParameters?.['CODE_DELIVERY_DESTINATION'] ?? '',
      complete: async (code) =>
        this.#take(person, await this.#respond(person, answer, { EMAIL_OTP_CODE: code.trim() })),
    }),
    SOFTWARE_TOKEN_MFA: (person, answer) => ({
      status: 'totpRequired',
      complete: async (code) =>
        this.#take(person, await this.#respond(person, answer, { SOFTWARE_TOKEN_MFA_CODE: code })),
    }),
  };

  #setPassword(
    person: Person,
    answer: AuthAnswer,
    newPassword: string,
    attributes: Readonly<Record<string, string>>,
  ): Promise<AuthAnswer> {
    const entries = Object.entries(attributes).map(
      ([name, value]) => [`userAttributes.${name}`, value] as const,
    );
    return this.#respond(person, answer, {
      NEW_PASSWORD: newPassword,
      ...Object.fromEntries(entries),
    });
  }

  #respond(
    { username, options }: Person,
    { ChallengeName, ChallengeParameters, Session }: AuthAnswer,
    responses: Readonly<Record<string, string>>,
  ): Promise<AuthAnswer> {
    const USERNAME = ChallengeParameters?.['USER_ID_FOR_SRP'] ?? username;
    return this.#call('RespondToAuthChallenge', {
      ClientId: this.#options.clientId,
      ChallengeName,
      Session,
      ClientMetadata: metadataOf(options).clientMetadata,
      ChallengeResponses: { USERNAME, ...responses },
    });
  }

  /** One refresh at a time: a rotated refresh token works only once. */
  #refresh(): Promise<CognitoSession> {
    this.#refreshing ??= this.#renew().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #renew(): Promise<CognitoSession> {
    const previous = this.#session;
    if (previous === null) throw new CognitoError('NotSignedIn', 'Nobody is signed in');
    // Another page with this storage may have renewed it: a rotated token that was replaced is worth nothing.
    const stored = parseSession(this.#storage.getItem(this.#storageKey));
    const latest = newerSession(stored, previous) ?? previous;
    if (latest !== previous && this.#isGood(latest)) {
      this.#keep(latest, { silent: true });
      return latest;
    }
    try {
      const result = await requestTokens(this.#call, this.#options.clientId, latest.refreshToken);
      const session = sessionOf(result, this.#now(), latest);
      // The user may have signed out, or in as somebody else, meanwhile.
      if (this.#session === previous) this.#keep(session, { silent: true });
      return session;
    } catch (error) {
      if (isSessionOver(error) && this.#session === previous) this.#keep(null);
      throw error;
    }
  }

  #isGood({ expiresAt }: CognitoSession): boolean {
    return this.#now() < expiresAt - MARGIN_MS;
  }

  #keep(session: CognitoSession | null, { silent = false } = {}): void {
    this.#session = session;
    if (session === null) this.#storage.removeItem(this.#storageKey);
    else this.#storage.setItem(this.#storageKey, JSON.stringify(session));
    if (silent) return;
    this.#state = stateOf(session);
    for (const listener of this.#listeners) listener(this.state);
  }
}
