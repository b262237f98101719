/*
 * Client side of Cognito's SRP-6a: the 3072-bit group of RFC 3526, g = 2, SHA-256. Names of numbers are
 * those of RFC 5054.
 */
const N = BigInt(
  '0x' +
    'FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74' +
    '020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437' +
    '4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED' +
    'EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05' +
    '98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB' +
    '9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B' +
    'E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718' +
    '3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33' +
    'A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7' +
    'ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864' +
    'D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2' +
    '08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
);
const g = 2n;
/** Of 256 bits, as RFC 5054 asks at least. */
const PRIVATE_BYTES = 32;
const KEY_BITS = 128;
const INFO = 'Caldera Derived Key';

/** This side's half of one sign-in. */
export interface SrpKeys {
  /** Secret. */
  readonly a: bigint;
  /** SRP_A, as hex. */
  readonly A: string;
}

/** What Cognito answers, and whose password is to be proved. */
export interface SrpChallenge {
  /** Pool id after the underscore. */
  readonly poolName: string;
  /** USER_ID_FOR_SRP. */
  readonly userId: string;
  readonly password: string;
  /** SALT, as hex. */
  readonly salt: string;
  /** SRP_B, as hex. */
  readonly B: string;
  /** SECRET_BLOCK, base64. */
  readonly secretBlock: string;
  /** As `srpTimestamp` writes it. */
  readonly timestamp: string;
}

/** Makes the numbers of one sign-in. @param a given only by tests */
export function createSrpKeys(
  a: bigint = fromBytes(crypto.getRandomValues(new Uint8Array(PRIVATE_BYTES))),
): SrpKeys {
  return { a, A: modPow(g, a).toString(16) };
}

/**
 * PASSWORD_CLAIM_SIGNATURE: proves to know the password without telling it.
 * @returns base64
 * @throws RangeError for numbers of the server that would void the proof
 */
export async function signSrpChallenge(keys: SrpKeys, challenge: SrpChallenge): Promise<string> {
  const { poolName, userId, password, secretBlock, timestamp } = challenge;
  const A = BigInt(`0x${keys.A}`);
  const B = BigInt(`0x${challenge.B}`);
  const u = await hashToInteger(pad(A), pad(B));
  if (B % N === 0n || u === 0n) throw new RangeError('The server sent a number that SRP forbids');
  const identity = await sha256(utf8(`${poolName}${userId}:${password}`));
  const x = await hashToInteger(pad(BigInt(`0x${challenge.salt}`)), identity);
  const k = await hashToInteger(pad(N), pad(g));
  const base = (((B - k * modPow(g, x)) % N) + N) % N;
  const S = modPow(base, keys.a + u * x);
  const key = await sessionKey(u, S);
  const message = concat(utf8(poolName + userId), fromBase64(secretBlock), utf8(timestamp));
  return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, message)));
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** TIMESTAMP as Cognito reads it, in every locale: `Mon Nov 3 09:08:07 UTC 2026`. */
export function srpTimestamp(date: Date): string {
  const time = date.toISOString().slice(11, 19);
  const month = MONTHS[date.getUTCMonth()];
  return `${DAYS[date.getUTCDay()]} ${month} ${date.getUTCDate()} ${time} UTC ${date.getUTCFullYear()}`;
}

/** HKDF with the secret S, salted with u. */
async function sessionKey(u: bigint, S: bigint) {
  const secret = await crypto.subtle.importKey('raw', pad(S), 'HKDF', false, ['deriveBits']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: pad(u), info: utf8(INFO) };
  const key = await crypto.subtle.deriveBits(derivation, secret, KEY_BITS);
  return crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

function modPow(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (const bit of exponent.toString(2).split('').reverse()) {
    if (bit === '1') result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}

const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

const hashToInteger = async (...parts: Bytes[]): Promise<bigint> =>
  fromBytes(await sha256(concat(...parts)));

/** Bytes as Java's BigInteger writes them: a zero in front where the first bit is set. */
function pad(value: bigint): Bytes {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return fromHex(/^[89a-f]/u.test(even) ? `00${even}` : even);
}

type Bytes = Uint8Array<ArrayBuffer>;

const fromHex = (hex: string): Bytes =>
  Uint8Array.from(hex.match(/../gu) ?? [], (byte) => parseInt(byte, 16));

const fromBytes = (bytes: Bytes): bigint =>
  BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`);

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

const toBase64 = (bytes: Bytes): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

const concat = (...parts: Bytes[]): Bytes => Uint8Array.from(parts.flatMap((part) => [...part]));
