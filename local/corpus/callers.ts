import {
  AdminConfirmSignUpCommand,
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  GroupExistsException,
  SignUpCommand,
  type AttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import { signRequest } from '../aws/sign-request.ts';
import type { AuthModeDescription } from '../studio/describe/api.ts';
import type { UserPoolDescription } from '../studio/describe/user-pools.ts';
import type { IssuedTokens } from '../studio/routes/issue-tokens.ts';
import type { CalledApi } from './asking.ts';
import type { Caller } from './types.ts';

type Headers = Readonly<Record<string, string>>;

/** Credentials for a request with this body, at a path below the API's: a signature is of both. */
export type Credentials = (body: string, below?: string) => Headers;

interface Context {
  /** The engine's. */
  readonly url: string;
  readonly api: CalledApi;
  readonly pools: readonly UserPoolDescription[];
  readonly groups: readonly string[];
  /** What a Lambda authorizer is to allow. */
  readonly token: string;
}

type Mode<TCaller extends Caller> = Extract<AuthModeDescription, { readonly type: TCaller }>;

/** How a developer gets the credentials of each mode. */
const CALLERS: {
  readonly [TCaller in Caller]: (
    mode: Mode<TCaller>,
    context: Context,
  ) => Promise<Credentials> | Credentials;
} = {
  API_KEY({ keys }) {
    const headers = { 'x-api-key': keys[0]?.key ?? '' };
    return () => headers;
  },
  AWS_IAM:
    (_mode, { api }) =>
    (body, below = '') =>
      signedHeaders(api, body, below),
  async AMAZON_COGNITO_USER_POOLS({ userPoolId }, context) {
    const headers = { Authorization: await signIn(userPoolId, context) };
    return () => headers;
  },
  AWS_LAMBDA(_mode, { token }) {
    const headers = { Authorization: token };
    return () => headers;
  },
};

/** Makes a person, takes a key, or signs: what the mode asks for. */
export async function credentialsOf(
  caller: Caller | undefined,
  context: Context,
): Promise<Credentials> {
  const { api } = context;
  const mode = api.authModes.find(({ type }) => caller === undefined || type === caller);
  if (mode === undefined || !(mode.type in CALLERS)) {
    throw new Error(`The API ${api.name} has no mode ${caller ?? ''} that this script knows.`);
  }
  return await (
    CALLERS[mode.type as Caller] as (
      mode: AuthModeDescription,
      context: Context,
    ) => Promise<Credentials>
  )(mode, context);
}

function signedHeaders(api: CalledApi, body: string, below: string): Headers {
  const { host, pathname } = new URL(api.url);
  const headers = { host, 'content-type': 'application/json' };
  return signRequest(
    { method: 'POST', path: pathname + below, headers, body },
    {
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      region: api.arn.split(':')[3] ?? '',
      service: 'appsync',
    },
  );
}

const PASSWORD = 'Correct-horse-9';
const EMAIL = 'ada@example.com';

async function createPerson(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  attributes: readonly AttributeType[],
): Promise<void> {
  await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: EMAIL,
      UserAttributes: [...attributes, { Name: 'email_verified', Value: 'true' }],
      MessageAction: 'SUPPRESS',
    }),
  );
  await cognito.send(
    new AdminSetUserPasswordCommand({
      UserPoolId,
      Username: EMAIL,
      Password: PASSWORD,
      Permanent: true,
    }),
  );
}

/** Makes a group as a README has somebody do by hand, unless the template makes it. */
async function createGroup(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  GroupName: string,
): Promise<void> {
  await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName })).catch((error: unknown) => {
    if (!(error instanceof GroupExistsException)) throw error;
  });
}

/** Signs a person up, or has an administrator make one where the pool allows no sign-up; gives a token of hers. */
async function signIn(userPoolId: string, { url, pools, groups }: Context): Promise<string> {
  const pool = pools.find(({ id }) => id === userPoolId);
  const clientId = pool?.clients.find(({ hasSecret }) => !hasSecret)?.id;
  const cognito = new CognitoIdentityProviderClient({ endpoint: url, region: 'us-east-1' });
  const attributes = [
    { Name: 'email', Value: EMAIL },
    { Name: 'name', Value: 'Ada' },
  ];
  try {
    await cognito
      .send(
        new SignUpCommand({
          ClientId: clientId,
          Username: EMAIL,
          Password: PASSWORD,
          UserAttributes: attributes,
        }),
      )
      .then(() =>
        cognito.send(new AdminConfirmSignUpCommand({ UserPoolId: userPoolId, Username: EMAIL })),
      )
      .catch(() => createPerson(cognito, userPoolId, attributes));
    for (const GroupName of groups) {
      await createGroup(cognito, userPoolId, GroupName);
      await cognito.send(
        new AdminAddUserToGroupCommand({ UserPoolId: userPoolId, Username: EMAIL, GroupName }),
      );
    }
  } finally {
    cognito.destroy();
  }
  const path = `/_local/user-pools/${encodeURIComponent(userPoolId)}/users/${encodeURIComponent(EMAIL)}/tokens`;
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(clientId === undefined ? {} : { clientId }),
  });
  const tokens = (await response.json()) as IssuedTokens & { readonly error?: unknown };
  if (!response.ok) throw new Error(`No tokens: ${JSON.stringify(tokens.error)}`);
  return tokens.idToken;
}
