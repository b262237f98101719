import { OTHERS_PASSWORD, PEOPLE } from './people.ts';
import { SIGN_INS } from './sign-ins.ts';

/** `config.json` beside the page: which API and user pool it talks to. */
export interface PlaygroundConfig {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  /** Where the Cognito API is; absent: AWS, in the pool's region. */
  readonly cognitoEndpoint?: string;
  /** Where the mails of the local system are. */
  readonly mailbox?: string;
  /** People to sign in as with one click; the local system tells them. */
  readonly users?: readonly KnownUser[];
}

interface KnownUser {
  readonly email: string;
  readonly role: string;
  /** The local system does not give it to pages; its passwords are known. */
  readonly password?: string;
}

const FILE = 'config.json';
const NEEDED = ['graphqlUrl', 'realtimeUrl', 'userPoolId', 'userPoolClientId'] as const;

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
  const users = config.cognitoEndpoint ? await loadUsers() : [];
  return { ...(config as PlaygroundConfig), users };
}

/** Nobody where the directory was not seeded. */
async function loadUsers(): Promise<readonly KnownUser[]> {
  const response = await fetch('/local-config.json', { cache: 'no-store' });
  if (!response.ok) return [];
  return ((await response.json()) as PlaygroundConfig).users ?? [];
}

/** Those of the configuration's users whose password is known. */
export function quickSignIns({ users = [] }: PlaygroundConfig) {
  return users.flatMap(({ email, role, password }) => {
    const known = password ?? SIGN_INS.find((signIn) => signIn.email === email)?.password;
    return known === undefined ? [] : { email, role, password: known };
  });
}

/** Everybody else of the seeded directory who can sign in; nobody where it was not seeded. */
export function otherSignIns(config: PlaygroundConfig) {
  if (quickSignIns(config).length === 0) return [];
  return PEOPLE.filter(({ status }) => status === 'ACTIVE').map(({ email, role }) => ({
    email,
    role,
    password: OTHERS_PASSWORD,
  }));
}
