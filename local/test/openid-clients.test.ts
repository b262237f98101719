import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startLocal } from '../index.ts';
import type { Local, LocalOptions } from '../index.ts';
import { sdkFor } from '../testing/start-cognito.ts';
import { synthesizeApp } from './assembly/synthesize-app.ts';
import { Browser, callback, sentTo } from './services/cognito/hosted-pages.ts';
import { addUser } from './services/cognito/sign-in.ts';

let assembly: string;
/** With `--issuer local`. */
let local: Local;
/** `iss` and the address of the discovery document's folder. */
let issuer: URL;
beforeAll(async () => {
  assembly = synthesizeApp((root) => {
    const stack = new Stack(root, 'OpenId');
    const pool = new cognito.UserPool(stack, 'Pool', {
      signInAliases: { email: true },
      autoVerify: { email: true },
    });
    pool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'open-id' } });
    const scope = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read' });
    const server = pool.addResourceServer('Server', { identifier: 'items', scopes: [scope] });
    pool.addClient('Web', {
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL],
        callbackUrls: [callback],
      },
    });
    pool.addClient('Machine', {
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: [cognito.OAuthScope.resourceServer(server, scope)],
      },
    });
  });
  local = await start({ issuer: 'local' });
  issuer = new URL(`${local.url}/${local.outputs.userPoolId}`);
});
afterAll(() => local.stop());

const start = (options: LocalOptions): Promise<Local> =>
  startLocal({
    assemblyFolder: assembly,
    dataFolder: mkdtempSync(join(tmpdir(), 'openid-')),
    port: 0,
    ...options,
  });

const newPerson = (email: string): Promise<string> => addUser({ sdk: sdkFor(local.url) }, email);

/** Signs in at the page that a client leads to, and returns where the person is sent. */
async function signInAt({ search }: URL, email: string): Promise<URL> {
  return sentTo(await new Browser(local).signIn(email, undefined, search.slice(1)));
}

/** AWS's form: the tokens name a host that is not the document's. */
async function withIssuerOfAws(): Promise<URL> {
  const aws = await start({});
  onTestFinished(() => aws.stop());
  return new URL(`${aws.url}/${aws.outputs.userPoolId}`);
}

describe('openid-client', () => {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that nobody overlooks it
  const overHttp = { execute: [openid.allowInsecureRequests] };

  test('discovery, a code with PKCE, the ID token, its renewal and userInfo: work', async () => {
    const sub = await newPerson('ann@example.com');
    const { clientId } = local.outputs;
    const config = await openid.discovery(issuer, clientId, {}, openid.None(), overHttp);
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()];
    const page = openid.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid email',
      state: expectedState,
      nonce: expectedNonce,
      code_challenge_method: 'S256',
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    });
    expect(page.origin).toBe(local.url);
    const tokens = await openid.authorizationCodeGrant(
      config,
      await signInAt(page, 'ann@example.com'),
      { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true },
    );
    expect(tokens.claims()).toMatchObject({ iss: issuer.href, sub, aud: clientId });
    const renewed = await openid.refreshTokenGrant(config, String(tokens.refresh_token));
    expect(renewed.claims()).toMatchObject({ iss: issuer.href, sub });
    expect(await openid.fetchUserInfo(config, renewed.access_token, sub)).toMatchObject({
      sub,
      email: 'ann@example.com',
    });
    await openid.tokenRevocation(config, String(tokens.refresh_token));
    await expect(
      openid.refreshTokenGrant(config, String(tokens.refresh_token)),
    ).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('a machine: gets its token with its secret', async () => {
    const { machineClientId, machineClientSecret } = local.outputs;
    const config = await openid.discovery(
      ...([issuer, machineClientId, machineClientSecret] as const),
      ...([openid.ClientSecretBasic(machineClientSecret), overHttp] as const),
    );
    const tokens = await openid.clientCredentialsGrant(config, { scope: 'items/read' });
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
  });

  test('without --issuer local: refuses the document', async () => {
    const other = await withIssuerOfAws();
    await expect(openid.discovery(other, 'any', {}, openid.None(), overHttp)).rejects.toMatchObject(
      {
        code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
        cause: { attribute: 'issuer' },
      },
    );
  });
});

/** What Auth.js is made of. */
describe('oauth4webapi', () => {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that nobody overlooks it
  const overHttp = { [oauth.allowInsecureRequests]: true };
  const discover = async (at: URL): Promise<oauth.AuthorizationServer> =>
    oauth.processDiscoveryResponse(at, await oauth.discoveryRequest(at, overHttp));

  test('discovery, a code with PKCE and the signature of the ID token: hold', async () => {
    const sub = await newPerson('bob@example.com');
    const client = { client_id: local.outputs.clientId };
    const server = await discover(issuer);
    const verifier = oauth.generateRandomCodeVerifier();
    const nonce = oauth.generateRandomNonce();
    const page = new URL(String(server.authorization_endpoint));
    page.search = new URLSearchParams({
      ...client,
      response_type: 'code',
      redirect_uri: callback,
      scope: 'openid',
      nonce,
      code_challenge_method: 'S256',
      state: 'stay',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    }).toString();
    const sent = await signInAt(page, 'bob@example.com');
    const answer = await oauth.authorizationCodeGrantRequest(
      ...([server, client, oauth.None()] as const),
      ...([oauth.validateAuthResponse(server, client, sent, 'stay'), callback] as const),
      ...([verifier, overHttp] as const),
    );
    const expected = { expectedNonce: nonce, requireIdToken: true };
    const tokens = await oauth.processAuthorizationCodeResponse(
      ...([server, client, answer, expected] as const),
    );
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({ iss: issuer.href, sub });
    await oauth.validateApplicationLevelSignature(server, answer, overHttp);
  });

  test('without --issuer local: refuses the document', async () => {
    await expect(discover(await withIssuerOfAws())).rejects.toMatchObject({
      code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
      cause: { attribute: 'issuer' },
    });
  });
});
