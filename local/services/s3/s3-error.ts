import { AwsError } from '../../aws/index.ts';

/**
 * An error of S3, by its code, e.g. `NoSuchKey`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export class S3Error extends AwsError {
  override readonly name = 'S3Error';
}

/** There is no object of that key. */
export const noSuchKey = (): S3Error =>
  new S3Error('NoSuchKey', 'The specified key does not exist.', 404);

/** What S3 has and this machine does not play. */
export function notPlayed(what: string): S3Error {
  return new S3Error('NotImplemented', `${what} is not played by the local engine.`, 501);
}
