/**
 * A refusal in AWS's terms; each service answers it in the form of its own protocol.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export class AwsError extends Error {
  override readonly name: string = 'AwsError';
  /** Exception name, e.g. `InvalidSignatureException`; without a namespace, but for SQS. */
  readonly type: string;
  /** Of HTTP. */
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}
