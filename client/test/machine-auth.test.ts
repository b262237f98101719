import { afterEach, describe, expect, test } from 'vitest';

import { ConnectionError, machineAuth } from '../index.ts';
import type { Auth } from '../index.ts';
import { withHttpAnswers } from 'appsync-on-a-laptop/testing/http-answers';
import type { HttpAnswers, ServerAnswer } from 'appsync-on-a-laptop/testing/http-answers';

let server: HttpAnswers;
let now = 0;
afterEach(() => server.stop());

async function machine(answer: (number: number) => ServerAnswer): Promise<Auth> {
  now = 1_000_000;
  server = await withHttpAnswers((_request, number) => answer(number));
  return machineAuth({
    tokenUrl: `${server.url}/oauth2/token`,
    clientId: 'client',
    clientSecret: 'secret',
    scopes: ['users/read', 'users/write'],
    now: () => now,
  });
}

const token = (number: number, expires = 3_600): ServerAnswer => ({
  body: { access_token: `token-${number}`, expires_in: expires, token_type: 'Bearer' },
});

describe('machineAuth', () => {
  test('the first request: asks for a token with the client credentials grant', async () => {
    const auth = await machine((number) => token(number));
    expect(await auth.headers()).toEqual({ authorization: 'token-1' });
    expect(server.requests).toMatchObject([
      {
        method: 'POST',
        url: '/oauth2/token',
        headers: {
          // Basic client:secret
          authorization: 'Basic Y2xpZW50OnNlY3JldA==',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: 'grant_type=client_credentials&scope=users%2Fread+users%2Fwrite',
      },
    ]);
  });

  test('the token: is kept until a minute before it ends', async () => {
    const auth = await machine((number) => token(number));
    await auth.headers();
    now += 3_539_999;
    expect(await auth.headers()).toEqual({ authorization: 'token-1' });
    now += 1;
    expect(await auth.headers()).toEqual({ authorization: 'token-2' });
  });

  test('requests at the same time: share one', async () => {
    const auth = await machine((number) => token(number));
    expect(await Promise.all([auth.headers(), auth.headers()])).toEqual([
      { authorization: 'token-1' },
      { authorization: 'token-1' },
    ]);
    expect(server.requests).toHaveLength(1);
  });

  test('fresh: asks for a new token', async () => {
    const auth = await machine((number) => token(number));
    await auth.headers();
    expect(await auth.headers({ fresh: true })).toEqual({ authorization: 'token-2' });
  });

  test('a refusal: is named, and the next request asks again', async () => {
    const auth = await machine((number) =>
      number === 1 ? { status: 400, body: { error: 'invalid_client' } } : token(number),
    );
    const error = await auth.headers().catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(String(error)).toContain('gave no token: invalid_client');
    expect(await auth.headers()).toEqual({ authorization: 'token-2' });
  });
});
