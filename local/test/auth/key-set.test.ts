import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createKeySet, readKeys } from '../../auth/key-set.ts';

/** A pool's address that answers what `state` says. */
async function pool() {
  const state = { status: 200, keys: [] as object[], reads: 0 };
  const server = createServer((_request, response) => {
    state.reads += 1;
    response.writeHead(state.status).end(JSON.stringify({ keys: state.keys }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { state, keySet: createKeySet(() => readKeys(`http://127.0.0.1:${port}/jwks.json`)) };
}

async function newKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const sign = () => new SignJWT({}).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
  return { jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256' }, token: await sign() };
}

test('a pool that was reset: its new keys are read, the old ones hold no longer', async () => {
  const { state, keySet } = await pool();
  const [before, after] = [await newKey('before'), await newKey('after')];
  state.keys = [before.jwk];
  await jwtVerify(before.token, keySet);
  state.keys = [after.jwk];
  await expect(jwtVerify(after.token, keySet)).resolves.toMatchObject({
    protectedHeader: { kid: 'after' },
  });
  await expect(jwtVerify(before.token, keySet)).rejects.toThrow('no applicable key found');
});

test('many tokens at once: read the keys once', async () => {
  const { state, keySet } = await pool();
  const { jwk, token } = await newKey('k1');
  state.keys = [jwk];
  await Promise.all(Array.from({ length: 20 }, () => jwtVerify(token, keySet)));
  expect(state.reads).toBe(1);
});

test('keys that cannot be read: refuse the token, and are read with the next one', async () => {
  const { state, keySet } = await pool();
  const { jwk, token } = await newKey('k1');
  state.keys = [jwk];
  state.status = 503;
  await expect(jwtVerify(token, keySet)).rejects.toThrow('answered 503');
  state.status = 200;
  await expect(jwtVerify(token, keySet)).resolves.toMatchObject({ payload: {} });
});
