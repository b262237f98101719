import { signRequest } from '../aws/sign-request.ts';
import type { AuthModeDescription } from '../studio/describe/api.ts';
import type { CalledApi } from './asking.ts';
import { signIn, type SigningIn } from './sign-in.ts';
import type { Caller } from './types.ts';

type Headers = Readonly<Record<string, string>>;

/** Credentials for a request with this body, at a path below the API's: a signature is of both. */
export type Credentials = (body: string, below?: string) => Headers;

interface Context extends SigningIn {
  readonly api: CalledApi;
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
