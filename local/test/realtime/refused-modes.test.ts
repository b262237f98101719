import { afterEach, expect, test } from 'vitest';
import type { AuthProvider } from '../../assembly/model.ts';
import type { Authenticator, AuthOptions } from '../../auth/index.ts';
import { encodeHeader, type Frame } from '../../testing/realtime-client.ts';
import { withRealtime, type RealtimeHarness } from '../../testing/with-realtime.ts';
import { accessClaims, authenticator, cognito, issuerServer } from '../auth/harness.ts';

let harness: RealtimeHarness;
afterEach(() => harness.stop());

/** Enough to lose a race that is lost now and then. */
const TRIES = 20;

/** What a client hears that listens only from its `onopen` on, as those by hand do; `close` is the end. */
async function heard(url: string): Promise<readonly Frame[]> {
  const frames: Frame[] = [];
  const socket = new WebSocket(url, 'graphql-ws');
  await new Promise<void>((resolve) => {
    const listen = (): void => {
      if (socket.readyState !== WebSocket.OPEN) {
        frames.push({ type: 'network failure' });
        resolve();
        return;
      }
      socket.onmessage = ({ data }) => frames.push(JSON.parse(String(data)) as Frame);
      socket.onclose = ({ code }) => {
        frames.push({ type: 'close', code });
        resolve();
      };
      socket.send(JSON.stringify({ type: 'connection_init' }));
    };
    // As code behind `await opened` does: frames that came with the upgrade are gone by then.
    socket.onopen = () => setTimeout(listen, 20);
    socket.onerror = () => {
      frames.push({ type: 'network failure' });
      resolve();
    };
  });
  return frames;
}

const LAMBDA: AuthProvider = {
  type: 'AWS_LAMBDA',
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:authorize',
  resultTtl: 0,
  identityValidationExpression: null,
};

/** An authorizer that answers at once, or only after the client has long sent its connection_init. */
const lambdaAfter = (wait: () => Promise<void>): AuthOptions['lambda'] => ({
  async invoke() {
    await wait();
    return { ok: true, payload: { isAuthorized: false } };
  },
});
const ticks = async (): Promise<void> => {
  for (let tick = 0; tick < 50; tick += 1) await new Promise((resolve) => setImmediate(resolve));
};

type Refuser = () => Promise<{ auth: Authenticator; credentials: Record<string, string> }>;

const REFUSERS: Readonly<Record<string, Refuser>> = {
  'an API key': () =>
    Promise.resolve({
      auth: authenticator([{ type: 'API_KEY' }]),
      credentials: { 'x-api-key': 'da2-nosuchkey' },
    }),
  'a token of Cognito that is over': async () => {
    const issuer = await issuerServer();
    return {
      auth: authenticator([cognito()], { cognitoUrl: issuer.url }),
      credentials: { Authorization: await issuer.sign(accessClaims({ exp: 1 })) },
    };
  },
  'a Lambda authorizer at once': () =>
    Promise.resolve({
      auth: authenticator([LAMBDA], { lambda: lambdaAfter(() => Promise.resolve()) }),
      credentials: { Authorization: 'mallory' },
    }),
  'a Lambda authorizer that is slow': () =>
    Promise.resolve({
      auth: authenticator([LAMBDA], { lambda: lambdaAfter(ticks) }),
      credentials: { Authorization: 'mallory' },
    }),
};

test.each(Object.keys(REFUSERS))(
  'a connection refused by %s: connection_error comes first, each of 20 times',
  async (name) => {
    const refuser = await (REFUSERS[name] as Refuser)();
    harness = await withRealtime({
      authenticate: (request) => refuser.auth.authenticate(request),
    });
    const header = encodeHeader({ host: 'localhost', ...refuser.credentials });
    const url = `${harness.origin}/graphql/realtime?header=${encodeURIComponent(header)}&payload=e30=`;
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      expect(await heard(url)).toEqual([
        {
          type: 'connection_error',
          payload: { errors: [expect.objectContaining({ errorCode: 401 })] },
        },
        { type: 'close', code: expect.any(Number) },
      ]);
    }
  },
);
