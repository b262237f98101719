import type { App, UserPoolClient } from './assembly/model.ts';
import type { SitesSettings } from './sites/index.ts';
import { STUDIO_PATH } from './studio/studio-page.ts';

/** A person the seed made, to sign in as. */
export interface SeededUser {
  readonly email: string;
  readonly password: string;
  readonly role: string;
}

/** Where everything is: outputs.json. Of several APIs or pools the first; '' for what the app has not. */
export interface LocalOutputs {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly cognitoEndpoint: string;
  /** Of a user pool with a domain: where machines get tokens. */
  readonly tokenUrl: string;
  readonly userPoolId: string;
  /** The public app client. */
  readonly clientId: string;
  /** The client with a secret and the client_credentials flow. */
  readonly machineClientId: string;
  readonly machineClientSecret: string;
  readonly apiKey: string;
  readonly region: string;
  readonly dynamodbEndpoint: string;
  /** The engine's own page for developers. */
  readonly studioUrl: string;
  /** URL of each site of the app, by its name. */
  readonly sites: Readonly<Record<string, string>>;
  readonly users: readonly SeededUser[];
  /** What the stacks themselves put out, by stack name: the form of `cdk deploy --outputs-file`. */
  readonly stacks: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a page must not learn. */
type SecretOutput = 'machineClientSecret' | 'apiKey' | 'stacks' | 'users';

/** The part of the outputs a page may know: `/local-config.json`. */
export type PublicOutputs = Omit<LocalOutputs, SecretOutput> & {
  readonly users: readonly Omit<SeededUser, 'password'>[];
};

/** What outputs.json is made of. */
export interface OutputParts {
  readonly url: string;
  readonly dynamodbEndpoint: string;
  readonly sites: SitesSettings;
  readonly users: readonly SeededUser[];
}

/** Gathers the outputs of a running app. */
export function describeOutputs(app: App, parts: OutputParts): LocalOutputs {
  const [api] = app.apis;
  const [pool] = app.userPools;
  const clients = pool?.clients ?? [];
  const machine = clients.find(isMachineClient);
  return {
    graphqlUrl: api?.url ?? '',
    realtimeUrl: api?.realtimeUrl ?? '',
    cognitoEndpoint: parts.url,
    tokenUrl: pool?.domain ? `${parts.url}/oauth2/token` : '',
    userPoolId: pool?.userPoolId ?? '',
    clientId: clients.find((client) => client.clientSecret === null)?.clientId ?? '',
    machineClientId: machine?.clientId ?? '',
    machineClientSecret: machine?.clientSecret ?? '',
    apiKey: api?.apiKeys[0]?.key ?? '',
    region: app.region,
    dynamodbEndpoint: parts.dynamodbEndpoint,
    studioUrl: `${parts.url}${STUDIO_PATH}`,
    sites: Object.fromEntries(
      Object.entries(parts.sites).map(([path, { name }]) => [name, urlOfSite(parts.url, path)]),
    ),
    users: parts.users,
    stacks: byStack(app.outputs),
  };
}

const urlOfSite = (url: string, path: string): string => `${url}${path.replace(/\/?$/, '/')}`;

/** `Stack.Key` names, as a template's outputs are read, to an object for each stack. */
function byStack(outputs: App['outputs']): LocalOutputs['stacks'] {
  const stacks: Record<string, Record<string, string>> = {};
  for (const [name, value] of Object.entries(outputs)) {
    const [stack = '', key = ''] = name.split('.');
    (stacks[stack] ??= {})[key] = value;
  }
  return stacks;
}

/** Takes out what other pages in the same browser must not learn. */
export function publicOutputs(outputs: LocalOutputs): PublicOutputs {
  const { machineClientSecret, apiKey, stacks, users, ...rest } = outputs;
  return { ...rest, users: users.map(({ email, role }) => ({ email, role })) };
}

function isMachineClient(client: UserPoolClient): boolean {
  return client.clientSecret !== null && client.allowedOAuthFlows.includes('client_credentials');
}
