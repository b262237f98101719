import {
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  type LocalJWKSet,
} from 'jose';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { request } from '../shared/node-http.ts';

const PATIENCE = 5_000; // 5 seconds, as jose waits

/**
 * The keys of a user pool of this machine, read when first needed and again for a key that is not
 * among them: a pool that was reset has new ones. jose's own remote set would load fetch.
 */
export function createKeySet(url: string): JWTVerifyGetKey {
  let known: Promise<LocalJWKSet> | null = null;
  const readAgain = (): Promise<LocalJWKSet> => {
    const reading = read(url);
    known = reading;
    // What failed is tried again with the next token.
    reading.catch(() => {
      if (known === reading) known = null;
    });
    return reading;
  };
  return async (header, token) => {
    const keys = known ?? readAgain();
    try {
      return await (
        await keys
      )(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      // Another token may have had them read meanwhile.
      const newer = known === null || known === keys ? readAgain() : known;
      return await (
        await newer
      )(header, token);
    }
  };
}

async function read(url: string): Promise<LocalJWKSet> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    // A kept connection might end just now, when the engine starts again on its port.
    const options = { agent: false, signal: AbortSignal.timeout(PATIENCE) };
    request(url, options, resolve).on('error', reject).end();
  });
  const body = await json(response);
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode ?? 0}`);
  return createLocalJWKSet(body as JSONWebKeySet);
}
