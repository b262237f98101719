/**
 * A refusal that every service of AWS knows; each answers it in the form of its own protocol.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** Exception name without a namespace, e.g. `InvalidSignatureException`. */
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
