/**
 * An error as S3 answers it, in XML.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  /** E.g. `NoSuchKey`. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** What S3 has and this machine does not play. */
export function notPlayed(what: string): S3Error {
  return new S3Error('NotImplemented', `${what} is not played by the local engine.`, 501);
}
