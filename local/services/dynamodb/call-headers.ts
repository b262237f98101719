import type { Credentials } from '../../aws/credentials.ts';
import { signRequest } from '../../aws/sign-request.ts';

/** The headers of calls of an engine. */
export interface CallHeaders {
  of(call: Call): Readonly<Record<string, string>>;
  /**
   * An engine refused a call.
   * @returns whether it is to be sent again: this engine looks at signatures
   */
  isWorthSigning(exception: string): boolean;
}

interface Call {
  /** `DynamoDB_20120810.GetItem`. */
  readonly target: string;
  readonly body: string;
}

interface Options {
  readonly host: string;
  readonly region: string;
  readonly credentials: Credentials;
}

/** DynamoDB takes a signature for five minutes. */
const KEPT_MS = 240_000; // 4 minutes

/** What an engine answers that looks at signatures; Dynoxide and DynamoDB Local look at none. */
const OF_SIGNATURES = /^(?:\w*Signature\w*|UnrecognizedClientException|\w*AuthenticationToken\w*)$/;

/**
 * Engines read whose key a call is signed with, and hardly one looks at the signature, which takes a tenth of the
 * time of a field: calls bear that of an earlier one, until the engine refuses one for it.
 */
export function createCallHeaders({ host, region, credentials }: Options): CallHeaders {
  let signsEach = false;
  let kept = { authorization: '', date: '', until: 0 };
  const signed = (unsigned: Readonly<Record<string, string>>, body: string) =>
    signRequest(
      { method: 'POST', path: '/', headers: unsigned, body },
      { service: 'dynamodb', region, credentials },
    );
  return {
    of({ target, body }) {
      const unsigned = {
        host,
        'content-type': 'application/x-amz-json-1.0',
        'content-length': String(Buffer.byteLength(body)),
        'x-amz-target': target,
      };
      // Not kept beside the signature: a token of temporary credentials.
      if (signsEach || credentials.sessionToken !== undefined) return signed(unsigned, body);
      const now = Date.now();
      if (now >= kept.until) {
        const { authorization = '', 'x-amz-date': date = '' } = signed(unsigned, body);
        kept = { authorization, date, until: now + KEPT_MS };
      }
      return { ...unsigned, 'x-amz-date': kept.date, authorization: kept.authorization };
    },
    isWorthSigning(exception) {
      if (signsEach || !OF_SIGNATURES.test(exception)) return false;
      signsEach = true;
      return true;
    },
  };
}
