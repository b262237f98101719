import {
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  type LocalJWKSet,
} from 'jose';
import { getJson } from '../shared/get-json.ts';

/**
 * Keys that are read when first needed and again for a key that is not among them: a pool that was reset
 * has new ones. jose's own remote set would load fetch.
 */
export function createKeySet(read: () => Promise<LocalJWKSet>): JWTVerifyGetKey {
  let known: Promise<LocalJWKSet> | null = null;
  const readAgain = (): Promise<LocalJWKSet> => {
    const reading = read();
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

/** The keys at a URL of this machine. */
export const readKeys = async (url: string): Promise<LocalJWKSet> =>
  createLocalJWKSet((await getJson(new URL(url))) as JSONWebKeySet);
