import type {
  AuthState,
  CognitoAuth,
  SignedInUser,
  SignInOptions,
  SignInResult,
} from '../index.ts';

/** What Cognito asks for after the password. */
type Question = Exclude<SignInResult, { status: 'signedIn' }>;

/** Where a sign-in stands. */
export interface SessionState {
  /**
   * `newPasswordRequired`: an invited person must choose an own password to go on; `totpRequired`: the code of
   * an authenticator app is asked for; `emailCodeRequired`: one that was mailed.
   */
  readonly status: 'signedOut' | Question['status'] | 'signedIn';
  readonly user: SignedInUser | null;
  /** Whether Cognito is being asked. */
  readonly isPending: boolean;
  /** Why the last sign-in or new password was refused: a CognitoError, a PasskeyError, or a failure of the network. */
  readonly error: Error | null;
}

const SIGNED_OUT: SessionState = { status: 'signedOut', user: null, isPending: false, error: null };

/** A CognitoAuth with the states that a sign-in form shows. */
export class SessionStore {
  readonly #auth: CognitoAuth;
  readonly #listeners = new Set<() => void>();
  #question: Question | null = null;
  #state: SessionState;

  constructor(auth: CognitoAuth) {
    this.#auth = auth;
    this.#state = { ...SIGNED_OUT, ...fromAuth(auth.state) };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    // Something may have happened while nobody listened.
    const { status, user } = fromAuth(this.#auth.state);
    if (this.#question === null && user !== this.#state.user) this.#become({ status, user });
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

  /** Without a password: has a code mailed, which `emailCodeRequired` asks for. */
  readonly signInByCode = (email: string, options?: SignInOptions): Promise<void> =>
    this.#ask(() => this.#auth.signInByCode(email, options));

  /** With a passkey of this device. */
  readonly signInByPasskey = (email: string): Promise<void> =>
    this.#ask(() => this.#auth.signInByPasskey(email));

  /** Goes on after `emailCodeRequired`. */
  readonly confirmEmailCode = (code: string): Promise<void> =>
    this.#answer('emailCodeRequired', code);

  /** Goes on after `newPasswordRequired`. */
  readonly setNewPassword = (password: string): Promise<void> =>
    this.#answer('newPasswordRequired', password);

  /** Goes on after `totpRequired`. */
  readonly confirmTotp = (code: string): Promise<void> => this.#answer('totpRequired', code);

  #answer(status: Question['status'], text: string): Promise<void> {
    const question = this.#question;
    if (question?.status !== status) {
      return Promise.reject(new Error(`Nothing asks for it (${status}): sign in first`));
    }
    return this.#ask(() => question.complete(text));
  }

  readonly signOut = async (options?: { readonly global?: boolean }): Promise<void> => {
    this.#question = null;
    this.#become({ ...SIGNED_OUT });
    await this.#auth.signOut(options);
  };

  async #ask(question: () => Promise<SignInResult>): Promise<void> {
    this.#become({ isPending: true, error: null });
    try {
      const result = await question();
      this.#question = result.status === 'signedIn' ? null : result;
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
