/** Asked wrongly: flags, the file as a whole, or nothing to talk to. Ends the program with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'EHOSTUNREACH'];
/**
 * What services of AWS call it when they refuse who asks: CloudFormation and S3 have other words than those that speak
 * JSON. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html
 */
const NO_ACCESS = [
  'AccessDenied',
  'AccessDeniedException',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'InvalidToken',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'OptInRequired',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
];
/** Of the SDK, which then has asked nobody. */
const NO_CREDENTIALS = 'CredentialsProviderError';
/** The SDK throws plain errors for it: the region is not given, empty, or no name of one. */
const NO_REGION = /^Region (?:is missing|not accepted)/u;
const DISK_FULL = ['ENOSPC', 'EDQUOT'];

/** What Node or the SDK calls the error; '' when it has no code. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

const isWithoutCredentials = ({ name }: Error): boolean => name === NO_CREDENTIALS;
const isWithoutRegion = ({ message }: Error): boolean => NO_REGION.test(message);

/** Whether the command was asked wrongly, or in a shell that does not say which region, or who asks. */
export const isAskedWrongly = (error: unknown): boolean =>
  error instanceof UsageError ||
  (error instanceof Error && (isWithoutCredentials(error) || isWithoutRegion(error)));

/** What an operator can do about an error that is not theirs. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UsageError) return error.message;
  const code = codeOf(error);
  if (isWithoutRegion(error)) {
    return `Which region of AWS? Give --region, as in --region eu-central-1, or set AWS_REGION (the SDK says: ${error.message})`;
  }
  if (isWithoutCredentials(error)) {
    return `This shell has no credentials of AWS that hold: sign in by aws sso login or aws configure and AWS_PROFILE, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY (the SDK says: ${error.message})`;
  }
  if (UNREACHABLE.includes(code)) {
    return `Nothing answers (${code}). Is the local system running (npm start), or the network down?`;
  }
  if (DISK_FULL.includes(code)) return `The disk is full (${code}): make room and run it again.`;
  if (NO_ACCESS.includes(error.name)) {
    return `AWS refuses these credentials (${error.name}): ${error.message}`;
  }
  return `${error.name}: ${error.message || code}`;
}
