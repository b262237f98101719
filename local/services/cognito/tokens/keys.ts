import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { LocalError } from '../../../shared/errors.ts';

/** A signing key of a pool. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** One entry of the JWKS. */
  readonly jwk: JsonWebKey;
}

/** A pool's keys: as in AWS, ID and access tokens are signed with different ones. */
export interface PoolKeys {
  readonly id: SigningKey;
  readonly access: SigningKey;
  /** Keys digests of codes and the answers about unknown users. */
  readonly secret: Buffer;
}

interface KeyFile {
  readonly id: string;
  readonly access: string;
  readonly secret: string;
}

/**
 * Reads the pool's keys, making them on the first start. The file is readable by its owner only.
 * @throws LocalError ERR_DATA_FOLDER when the file is there and not readable as keys
 */
export function loadKeys(folder: string, poolId: string): PoolKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${poolId}.keys.json`);
  if (!existsSync(file)) writeKeys(file);
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
    return {
      id: signingKey(stored.id),
      access: signingKey(stored.access),
      secret: Buffer.from(stored.secret, 'base64url'),
    };
  } catch (cause) {
    const text = `${file} does not hold the keys of user pool ${poolId}. Remove it (every token issued so far becomes void) or start with --fresh.`;
    throw new LocalError('ERR_DATA_FOLDER', text, { cause });
  }
}

function writeKeys(file: string): void {
  const stored: KeyFile = {
    id: newKey(),
    access: newKey(),
    secret: randomBytes(32).toString('base64url'),
  };
  // Renamed into place, so that a kill in between leaves no half file.
  writeFileSync(`${file}.new`, JSON.stringify(stored), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function signingKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const { n, e } = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(n)).digest('base64');
  return {
    kid,
    privateKey,
    publicKey,
    jwk: { alg: 'RS256', e, kid, kty: 'RSA', n, use: 'sig' },
  };
}
