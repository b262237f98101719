import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { withHttpAnswers } from '../../../testing/http-answers.ts';
import { postRaw } from '../../../testing/post-graphql.ts';
import { runApp, type RunningApp } from '../../fixtures/run-app.ts';
import { LibraryStack } from './library-stack.ts';

/** The library with somebody and something in it. */
export interface RunningLibrary extends RunningApp {
  /** A token of the issuer that the API trusts beside its own user pool. */
  oidcToken(): Promise<string>;
  /** Runs an operation with the API's key. */
  run(query: string, variables?: object): Promise<unknown>;
}

const BOOKS = [
  ['1', 'Momo', 'Ende'],
  ['2', 'The Neverending Story', 'Ende'],
  ['3', 'Persuasion', 'Austen'],
] as const;

/** Starts the engine on the library, and an issuer of tokens beside it. */
export async function startLibrary(): Promise<RunningLibrary> {
  const resources = new AsyncDisposableStack();
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: '1', alg: 'RS256' };
  const issuer = await withHttpAnswers(({ url = '' }) =>
    url === '/keys' ? { body: { keys: [jwk] } } : { body: { jwks_uri: `${issuer.url}/keys` } },
  );
  resources.defer(() => issuer.stop());
  const build = (root: ConstructorParameters<typeof LibraryStack>[0]) =>
    void new LibraryStack(root, 'Library', issuer.url);
  const app = resources.use(await runApp(build, { tracing: true, name: 'library' }));
  const { outputs } = app.local;
  const run: RunningLibrary['run'] = async (query, variables = {}) =>
    (
      await postRaw(outputs.graphqlUrl, JSON.stringify({ query, variables }), {
        'x-api-key': outputs.apiKey,
      })
    ).body;
  for (const [id, title, author] of BOOKS) {
    await run(ADD_BOOK, { id, title, author });
  }
  await addMember(outputs);
  return {
    ...app,
    run,
    oidcToken: () =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'RS256', kid: '1' })
        .setIssuer(issuer.url)
        .setSubject('guest')
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** Adds a book. */
export const ADD_BOOK =
  'mutation Add($id: ID!, $title: String!, $author: String!) { addBook(id: $id, title: $title, author: $author) { id title author } }';

async function addMember({ userPoolId, cognitoEndpoint, region }: RunningApp['local']['outputs']) {
  const cognito = new CognitoIdentityProviderClient({
    endpoint: cognitoEndpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const Username = 'ann';
  const user = { UserPoolId: userPoolId, Username };
  const UserAttributes = [{ Name: 'email', Value: 'ann@example.com' }];
  await cognito.send(
    new AdminCreateUserCommand({ ...user, UserAttributes, DesiredDeliveryMediums: ['EMAIL'] }),
  );
  await cognito.send(
    new AdminSetUserPasswordCommand({ ...user, Password: 'Secret-1!', Permanent: true }),
  );
  await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: 'Librarians' }));
  cognito.destroy();
}
