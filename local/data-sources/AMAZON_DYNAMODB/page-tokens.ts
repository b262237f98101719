import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type { TypedItem } from './typed-values.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AppSync's opaque page tokens: the last evaluated key, encrypted and bound to the resolver that gave
 * it. https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-query.html
 */
export class PageTokens {
  /** Not its bytes: Node would look at them each time anew, which takes longer than a token. */
  readonly #key: KeyObject;

  constructor(secret: Uint8Array | string) {
    this.#key = createSecretKey(createHash('sha256').update(secret).digest());
  }

  /** The token of a key, for this resolver or function alone. */
  seal(lastEvaluatedKey: unknown, resolverKey: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(resolverKey));
    const text = Buffer.concat([cipher.update(JSON.stringify(lastEvaluatedKey)), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
  }

  /** The key in a token, or null for one that is mangled or another resolver's. */
  open(token: unknown, resolverKey: string): TypedItem | null {
    if (typeof token !== 'string') return null;
    const bytes = Buffer.from(token, 'base64');
    if (bytes.length <= IV_BYTES + TAG_BYTES) return null;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(resolverKey))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
      return JSON.parse(Buffer.concat([text, decipher.final()]).toString('utf8')) as TypedItem;
    } catch {
      return null;
    }
  }
}
