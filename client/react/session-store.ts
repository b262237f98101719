import type { AuthState, CognitoAuth, SignedInUser, SignInResult } from '../index.ts';

type NewPasswordRequired = Extract<SignInResult, { status: 'newPasswordRequired' }>;

/** Where a sign-in stands. */
export interface SessionState {
  /** `newPasswordRequired`: an invited person must choose an own password to go on. */
  readonly status: 'signedOut' | 'newPasswordRequired' | 'signedIn';
  readonly user: SignedInUser | null;
  /** Whether Cognito is being asked. */
  readonly isPending: boolean;
  /** Why the last sign-in or new password was refused: a CognitoError, or a failure of the network. */
  readonly error: Error | null;
}

const SIGNED_OUT: SessionState = { status: 'signedOut', user: null, isPending: false, error: null };

/** A CognitoAuth with the states that a sign-in form shows. */
export class SessionStore {
  readonly #auth: CognitoAuth;
  readonly #listeners = new Set<() => void>();
  #challenge: NewPasswordRequired | null = null;
  #state: SessionState;

  constructor(auth: CognitoAuth) {
    this.#auth = auth;
    this.#state = { ...SIGNED_OUT, ...fromAuth(auth.state) };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    // Something may have happened while nobody listened.
    const { status, user } = fromAuth(this.#auth.state);
    if (this.#challenge === null && user !== this.#state.user) this.#become({ status, user });
    const stop = this.#auth.onStateChange((state) => this.#become(fromAuth(state)));
    return () => {
      this.#listeners.delete(listener);
      stop();
    };
  };

  readonly getState = (): SessionState => this.#state;

  /** No server has the session of a page: pages are rendered as for nobody at first. */
  readonly getServerState = (): SessionState => SIGNED_OUT;

  readonly signIn = (email: string, password: string): Promise<void> =>
    this.#ask(() => this.#auth.signIn(email, password));

  /** Goes on after `newPasswordRequired`. */
  readonly setNewPassword = (password: string): Promise<void> => {
    const challenge = this.#challenge;
    if (challenge === null) {
      return Promise.reject(new Error('No new password is asked for: sign in first'));
    }
    return this.#ask(() => challenge.complete(password));
  };

  readonly signOut = async (options?: { readonly global?: boolean }): Promise<void> => {
    this.#challenge = null;
    this.#become({ ...SIGNED_OUT });
    await this.#auth.signOut(options);
  };

  async #ask(question: () => Promise<SignInResult>): Promise<void> {
    this.#become({ isPending: true, error: null });
    try {
      const result = await question();
      this.#challenge = result.status === 'newPasswordRequired' ? result : null;
      this.#become({ ...fromAuth(this.#auth.state), status: result.status });
    } catch (error) {
      this.#become({ error: error instanceof Error ? error : new Error(String(error)) });
    } finally {
      this.#become({ isPending: false });
    }
  }

  #become(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const fromAuth = (state: AuthState): Pick<SessionState, 'status' | 'user'> => ({
  status: state.status,
  user: state.status === 'signedIn' ? state.user : null,
});
