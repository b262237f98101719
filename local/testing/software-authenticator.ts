import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a page is asked with, as far as an authenticator looks at it. */
interface Asked {
  readonly challenge: string;
  /** Where the page says it is. @default http://localhost:3000 */
  readonly origin?: string;
  /** @default localhost */
  readonly relyingParty?: string;
  /** @default true */
  readonly isUserVerified?: boolean;
}

/** A passkey in this process, made as the WebAuthn specification has it. */
export interface SoftwareAuthenticator {
  readonly id: string;
  /** RegistrationResponseJSON. */
  create(asked: Asked): Record<string, unknown>;
  /** AuthenticationResponseJSON as text; each use counts. */
  get(asked: Asked): string;
}

/** Makes one: https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data and RFC 8949, section 3. */
export function softwareAuthenticator(): SoftwareAuthenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  let used = 0;
  const common = { id: id.toString('base64url'), rawId: id.toString('base64url') };
  const type = 'public-key';
  return {
    id: common.id,
    create(asked) {
      const clientData = clientDataOf('webauthn.create', asked);
      // A map of the EC2 key: kty 2, alg -7 (ES256), crv 1 (P-256), x, y.
      const key = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ]);
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const data = Buffer.concat([authenticatorData(asked, 0x40, used), credential]);
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([data.length]),
        data,
      ]);
      return {
        ...common,
        type,
        clientExtensionResults: {},
        authenticatorAttachment: 'platform',
        response: {
          clientDataJSON: clientData.toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    get(asked) {
      used += 1;
      const clientData = clientDataOf('webauthn.get', asked);
      const data = authenticatorData(asked, 0, used);
      const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), privateKey);
      const response = {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      };
      return JSON.stringify({ ...common, type, clientExtensionResults: {}, response });
    },
  };
}

/** What a page uses it by: options and credentials are in the JSON forms of WebAuthn. */
export const webAuthnOf = (passkey: SoftwareAuthenticator) => ({
  create: (options: object) =>
    Promise.resolve(passkey.create({ challenge: (options as Asked).challenge })),
  get: (options: object) =>
    Promise.resolve(JSON.parse(passkey.get({ challenge: (options as Asked).challenge })) as object),
});

function clientDataOf(type: string, { challenge, origin = 'http://localhost:3000' }: Asked) {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function authenticatorData(
  { relyingParty = 'localhost', isUserVerified = true }: Asked,
  more: number,
  used: number,
): Buffer {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(used);
  const flags = Buffer.from([1 | (isUserVerified ? 4 : 0) | more]);
  return Buffer.concat([sha256(Buffer.from(relyingParty)), flags, counter]);
}

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
