import { SIGN_INS } from './sign-ins.ts';

/** `local-config.json`: which API and user pool the page talks to. */
export interface PlaygroundConfig {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** Where the Cognito API is; absent: AWS, in the pool's region. */
  readonly cognitoEndpoint?: string;
  /** People to sign in as with one click; the local system's. */
  readonly users?: readonly KnownUser[];
}

interface KnownUser {
  readonly email: string;
  readonly role: string;
  /** The local system does not give it to pages; its passwords are known. */
  readonly password?: string;
}

const FILE = 'local-config.json';
const NEEDED = ['graphqlUrl', 'realtimeUrl', 'userPoolId', 'clientId'] as const;

/** Reads the file beside the page; throws with what to do when it does not serve. */
export async function loadConfig(): Promise<PlaygroundConfig> {
  const response = await fetch(FILE, { cache: 'no-store' });
  if (!response.ok) {
    throw new Error(
      `${FILE} is not there (HTTP ${response.status}). Put it beside the page, with ${NEEDED.join(', ')}.`,
    );
  }
  const config = (await response.json()) as Partial<PlaygroundConfig>;
  const missing = NEEDED.filter((name) => !config[name]);
  if (missing.length > 0) throw new Error(`${FILE} does not say: ${missing.join(', ')}.`);
  return config as PlaygroundConfig;
}

/** Those of the configuration's users whose password is known. */
export function quickSignIns({ users = [] }: PlaygroundConfig) {
  return users.flatMap(({ email, role, password }) => {
    const known = password ?? SIGN_INS.find((signIn) => signIn.email === email)?.password;
    return known === undefined ? [] : { email, role, password: known };
  });
}
