import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const DAY_MS = 86_400_000;

// Tags of DER, and names of what a certificate holds. https://datatracker.ietf.org/doc/html/rfc5280#section-4.1
const [INTEGER, BIT_STRING, OCTET_STRING, UTF8, UTC_TIME, SEQUENCE, SET] = [
  0x02, 0x03, 0x04, 0x0c, 0x17, 0x30, 0x31,
];
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const ALTERNATIVE_NAME = Buffer.from('0603551d11', 'hex');
const ECDSA_WITH_SHA256 = Buffer.from('06082a8648ce3d040302', 'hex');

/** One value of DER: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 0x1_00 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  const size = length < 0x80 ? [length] : long;
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const time = (ms: number) =>
  der(UTC_TIME, Buffer.from(new Date(ms).toISOString().replaceAll(/^..|[-:T]|\.\d+/gu, '')));

/** A certificate of a host's own for a day, and its key; both as PEM. */
export function selfSigned(host: string): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, Buffer.from(host)))));
  return { key, cert: certificate({ host, name, spki, key: privateKey }) };
}

interface Subject {
  readonly host: string;
  readonly name: Buffer;
  readonly spki: Buffer;
  readonly key: KeyObject;
}

function certificate({ host, name, spki, key }: Subject): string {
  const algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
  const alternative = der(SEQUENCE, der(0x82, Buffer.from(host)));
  const extension = der(SEQUENCE, ALTERNATIVE_NAME, der(OCTET_STRING, alternative));
  const signed = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from([1]), randomBytes(8)),
    algorithm,
    name,
    der(SEQUENCE, time(Date.now() - DAY_MS), time(Date.now() + DAY_MS)),
    name,
    spki,
    der(0xa3, der(SEQUENCE, extension)),
  );
  const signature = sign('sha256', signed, key);
  const whole = der(SEQUENCE, signed, algorithm, der(BIT_STRING, Buffer.from([0]), signature));
  const lines = whole.toString('base64').replaceAll(/.{64}/gu, '$&\n').trim();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
