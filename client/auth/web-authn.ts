/** Why there was no passkey to go on with. */
export type PasskeyProblem =
  /** This browser, or this device, has none of what is needed. */
  | 'unsupported'
  /** The person said no or waited too long, or the device has no passkey of theirs: browsers do not tell which. */
  | 'cancelled'
  /** The device has one already. */
  | 'exists'
  /** The page is not of the domain that passkeys of the pool are bound to. */
  | 'wrongDomain'
  /** Nobody of this name has one, as far as Cognito says. */
  | 'none';

/** A passkey could not be made or used, for a reason that is not Cognito's. */
export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';
  readonly problem: PasskeyProblem;

  constructor(problem: PasskeyProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

/**
 * What makes and uses passkeys: options and credentials are in the JSON forms of WebAuthn. Browsers need none;
 * another platform gives its own.
 * @see https://www.w3.org/TR/webauthn-3/#sctn-parseCreationOptionsFromJSON
 */
export interface WebAuthn {
  create(options: object): Promise<object>;
  get(options: object): Promise<object>;
}

type Make = (options: { readonly publicKey: unknown }) => Promise<{ toJSON(): object } | null>;

/** As far as it is needed; types of browsers are not there in all programs that use this client. */
interface Browser {
  readonly navigator?: { readonly credentials?: { readonly create: Make; readonly get: Make } };
  readonly PublicKeyCredential?: {
    readonly parseCreationOptionsFromJSON?: (options: object) => unknown;
    readonly parseRequestOptionsFromJSON?: (options: object) => unknown;
  };
}

/** Whether this browser can make and use passkeys, on some page. */
export function hasPasskeys(): boolean {
  const { navigator, PublicKeyCredential: parser } = globalThis as Browser;
  return Boolean(navigator?.credentials && parser?.parseRequestOptionsFromJSON);
}

/** The browser's own. */
export const browserWebAuthn: WebAuthn = {
  create: (options) => ask('create', 'parseCreationOptionsFromJSON', options),
  get: (options) => ask('get', 'parseRequestOptionsFromJSON', options),
};

async function ask(
  action: 'create' | 'get',
  parse: 'parseCreationOptionsFromJSON' | 'parseRequestOptionsFromJSON',
  options: object,
): Promise<object> {
  const { navigator, PublicKeyCredential: parser } = globalThis as Browser;
  const credentials = navigator?.credentials;
  if (!credentials || !parser?.[parse]) {
    throw new PasskeyError('unsupported', 'This browser cannot use passkeys');
  }
  try {
    const credential = await credentials[action]({ publicKey: parser[parse](options) });
    if (credential) return credential.toJSON();
  } catch (error) {
    const { name, message } = error as Error;
    throw new PasskeyError(PROBLEMS[name] ?? 'unsupported', message, { cause: error });
  }
  throw new PasskeyError('cancelled', 'The browser gave no passkey');
}

/** By the names of DOMException: https://www.w3.org/TR/webauthn-3/#sctn-createCredential */
const PROBLEMS: Readonly<Record<string, PasskeyProblem>> = {
  NotAllowedError: 'cancelled',
  AbortError: 'cancelled',
  InvalidStateError: 'exists',
  SecurityError: 'wrongDomain',
};
