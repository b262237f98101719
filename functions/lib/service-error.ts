import type { Answer } from './signed-request.ts';

/** What a service says of a signature of another time. As the SDK, which corrects itself then. */
const OF_CLOCKS = [
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
];

/** Milliseconds; AWS takes signatures of 5 minutes around its own time. */
const ALLOWED = 4 * 60 * 1_000;

/** What AWS refused, under its own name. Its message may quote a value, and is left out. */
export class ServiceError extends Error {
  override readonly name: string;
  /** As the errors of the SDK have it. */
  readonly $metadata: { readonly httpStatusCode: number; readonly requestId: string | undefined };
  readonly #date: number;

  constructor(
    service: string,
    { status, headers }: Answer,
    body: Readonly<Record<string, unknown>>,
  ) {
    super(`${service} answered ${status}`);
    // https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
    const type = headers['x-amzn-errortype'] ?? body['__type'] ?? body['code'];
    this.name = typeof type === 'string' ? type.replace(/^.*#/u, '').replace(/:.*$/u, '') : 'Error';
    const requestId = headers['x-amzn-requestid'] ?? headers['x-amz-request-id'];
    this.$metadata = { httpStatusCode: status, requestId };
    this.#date = Date.parse(headers['date'] ?? '');
  }

  /**
   * By how many milliseconds the service's clock is ahead of the time that the request was signed at; null when it was
   * not refused for that.
   */
  skewOf(signedAt: number): number | null {
    const skew = this.#date - signedAt;
    return OF_CLOCKS.includes(this.name) && Math.abs(skew) > ALLOWED ? skew : null;
  }
}
