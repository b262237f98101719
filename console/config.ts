/** `/config.json`, all that a build must know of where it runs: the engine and cdk/ write it. */
export interface ConsoleConfig {
  readonly graphqlUrl: string;
  /** AppSync's real-time URL: wss: or ws:. */
  readonly realtimeUrl: string;
  readonly region: string;
  readonly userPoolId: string;
  /** A client without a secret that allows ALLOW_USER_SRP_AUTH. */
  readonly userPoolClientId: string;
  readonly stage: string;
  /** App clients that change people by themselves, by the names that people know them by. */
  readonly programs?: readonly { readonly id: string; readonly name: string }[];
  /** Whether people may set up an authenticator app as second factor; absent: their stage has none. */
  readonly totp?: true;
  /** The domain that passkeys are bound to, of which or below which pages may use them; absent: there are none. */
  readonly passkeys?: string;
  /** Whether people may sign in by a code that is mailed to them; absent: by password alone. */
  readonly codes?: true;
  /** Where the Cognito API is; absent: AWS, in the region. */
  readonly cognitoEndpoint?: string;
  /** Where people may write GraphQL themselves; absent where there is no such page. */
  readonly playground?: '/playground';
  /** Where the mails of a local system are; absent on AWS, which sends them. */
  readonly mailbox?: '/mailbox';
}

const FILE = '/config.json';

/** What must be there. */
export const NEEDED = [
  'graphqlUrl',
  'realtimeUrl',
  'region',
  'userPoolId',
  'userPoolClientId',
  'stage',
] as const satisfies readonly (keyof ConsoleConfig)[];

/** @throws Error that says what to do when the file does not serve */
export async function loadConfig(): Promise<ConsoleConfig> {
  const response = await fetch(FILE, { cache: 'no-store' });
  if (!response.ok) {
    throw new Error(
      `${FILE} is not there (HTTP ${response.status}). Put it beside the page, with ${NEEDED.join(', ')}.`,
    );
  }
  const config = (await response.json()) as Partial<ConsoleConfig>;
  const missing = NEEDED.filter((name) => !config[name]);
  if (missing.length > 0) throw new Error(`${FILE} does not say: ${missing.join(', ')}.`);
  return config as ConsoleConfig;
}
