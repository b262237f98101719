import {
  constants,
  createHash,
  createHmac,
  createPublicKey,
  getDiffieHellman,
  publicEncrypt,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/*
 * Server side of Cognito's SRP-6a: the 3072-bit group of RFC 3526, g = 2, SHA-256.
 * Numbers are hashed in "signed magnitude": even hex length, and a zero byte in front if the top bit is set.
 */
const prime = getDiffieHellman('modp15').getPrime();
const N = toInteger(prime);
const g = 2n;
const k = hashToInteger(pad(N), pad(g));
const BYTE_LENGTH = prime.length;
const infoBits = Buffer.from('Caldera Derived Key\u0001', 'utf8');

/** What the pool keeps of a password. Hex. */
export interface SrpVerifier {
  readonly salt: string;
  readonly verifier: string;
}

/** The server's half of one sign-in attempt. */
export interface SrpServerState {
  readonly A: bigint;
  readonly b: bigint;
  readonly B: bigint;
}

/** What the password's proof is computed over. */
export interface SrpProof {
  /** Pool id after the underscore. */
  readonly poolName: string;
  /** USER_ID_FOR_SRP, never the typed alias. */
  readonly userId: string;
  /** Decoded SECRET_BLOCK. */
  readonly secretBlock: Buffer;
  /** As the client wrote it, `Mon Nov 3 09:08:07 UTC 2026`. */
  readonly timestamp: string;
  /** PASSWORD_CLAIM_SIGNATURE, base64. */
  readonly signature: string;
}

/** Makes salt and verifier of a new password. */
export function createVerifier(poolName: string, userId: string, password: string): SrpVerifier {
  const salt = toInteger(randomBytes(16));
  return {
    salt: salt.toString(16),
    verifier: modPow(g, privateKey(salt, poolName, userId, password)).toString(16),
  };
}

/** Whether a password is the one behind the verifier, for the flows that send it in clear. */
export function passwordMatches(
  stored: SrpVerifier,
  poolName: string,
  userId: string,
  password: string,
): boolean {
  const x = privateKey(fromHex(stored.salt), poolName, userId, password);
  const expected = Buffer.from(stored.verifier.padStart(BYTE_LENGTH * 2, '0'), 'hex');
  const actual = toBuffer(modPow(g, x));
  return timingSafeEqual(expected, actual);
}

/** A verifier nobody knows the password of; its salt is stable per user name, so that asking twice tells nothing. */
export function fakeVerifier(secret: Buffer, poolName: string, userId: string): SrpVerifier {
  const seed = (label: string) =>
    createHmac('sha256', secret).update(`${label}|${poolName}|${userId}`).digest();
  const salt = toInteger(seed('salt').subarray(0, 16));
  return { salt: salt.toString(16), verifier: modPow(g, toInteger(seed('verifier'))).toString(16) };
}

/**
 * Reads SRP_A.
 * @returns null for what is not a number of the group, or is a multiple of N (it would make the key known)
 */
export function parseClientValue(srpA: string): bigint | null {
  if (srpA.length > BYTE_LENGTH * 2 + 2 || !/^[0-9a-fA-F]+$/.test(srpA)) return null;
  const A = fromHex(srpA);
  return A % N === 0n ? null : A;
}

/** Starts an attempt: B = k v + g^b. */
export function startSrp(stored: SrpVerifier, A: bigint): SrpServerState {
  const verifier = fromHex(stored.verifier);
  for (;;) {
    const b = toInteger(randomBytes(32));
    const B = (k * verifier + modPow(g, b)) % N;
    // B = 0 or u = 0 would void the proof; both are practically impossible.
    if (B !== 0n && scrambling(A, B) !== 0n) return { A, b, B };
  }
}

/** Whether the client proved to know the password. */
export function verifyProof(stored: SrpVerifier, state: SrpServerState, proof: SrpProof): boolean {
  const u = scrambling(state.A, state.B);
  const S = modPow((state.A * modPow(fromHex(stored.verifier), u)) % N, state.b);
  const expected = createHmac('sha256', sessionKey(u, S))
    .update(proof.poolName, 'utf8')
    .update(proof.userId, 'utf8')
    .update(proof.secretBlock)
    .update(proof.timestamp, 'utf8')
    .digest();
  const actual = Buffer.from(proof.signature, 'base64');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function scrambling(A: bigint, B: bigint): bigint {
  return hashToInteger(pad(A), pad(B));
}

function sessionKey(u: bigint, S: bigint): Buffer {
  const prk = createHmac('sha256', pad(u)).update(pad(S)).digest();
  return createHmac('sha256', prk).update(infoBits).digest().subarray(0, 16);
}

function privateKey(salt: bigint, poolName: string, userId: string, password: string): bigint {
  const identity = createHash('sha256').update(`${poolName}${userId}:${password}`, 'utf8').digest();
  return hashToInteger(pad(salt), identity);
}

/**
 * base^exponent mod N by OpenSSL: the bare RSA public operation is just that, and five times as fast
 * here as BigInt arithmetic.
 */
function modPow(base: bigint, exponent: bigint): bigint {
  if (exponent === 0n) return 1n;
  const jwk = {
    kty: 'RSA',
    n: prime.toString('base64url'),
    e: minimal(exponent).toString('base64url'),
  };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const padding = constants.RSA_NO_PADDING;
  return toInteger(publicEncrypt({ key, padding }, toBuffer(base % N)));
}

function hashToInteger(...parts: readonly Buffer[]): bigint {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return toInteger(hash.digest());
}

function minimal(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function pad(value: bigint): Buffer {
  const bytes = minimal(value);
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

function toBuffer(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(BYTE_LENGTH * 2, '0'), 'hex');
}

function toInteger(bytes: Buffer): bigint {
  return fromHex(bytes.toString('hex'));
}

function fromHex(hex: string): bigint {
  return BigInt(`0x${hex}`);
}

/** B and SALT as challenge parameters carry them. */
export function toHex(value: bigint): string {
  return pad(value).toString('hex');
}
