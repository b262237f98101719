import { generateKeyPairSync, sign } from 'node:crypto';

/** Who may ask an API that trusts the holder of a key. */
export interface TokenIssuer {
  /** PEM. */
  readonly publicKey: string;
  /** JSON Web Token (RS256) of somebody, which ends never. */
  readonly token: string;
}

/** Makes a key pair and a token of it, for one run. */
export function createTokenIssuer(): TokenIssuer {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: 'ada', iat: Math.floor(Date.now() / 1_000) };
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(text), privateKey).toString('base64url');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    token: `${text}.${signature}`,
  };
}
