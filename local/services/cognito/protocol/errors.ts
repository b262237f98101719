import { AwsError } from '../../../aws/index.ts';

/**
 * An error as the Cognito API returns it: HTTP 400, `__type`, `message` and `x-amzn-errortype`.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html
 */
export class CognitoError extends AwsError {
  override readonly name = 'CognitoError';
}

/** The input breaks a rule of the API or of the pool. */
export function invalidParameter(message: string): CognitoError {
  return new CognitoError('InvalidParameterException', message);
}

/** The caller may not do this, or a credential is wrong. */
export function notAuthorized(message: string): CognitoError {
  return new CognitoError('NotAuthorizedException', message);
}

/** A pool, client or group that is not there. */
export function resourceNotFound(message: string): CognitoError {
  return new CognitoError('ResourceNotFoundException', message);
}

/** A user that is not there, for callers who may know. */
export function userNotFound(): CognitoError {
  return new CognitoError('UserNotFoundException', 'User does not exist.');
}

/** A user that is not there, in the words of the actions that anybody may call for a user name. */
export function unknownToClient(): CognitoError {
  return new CognitoError('UserNotFoundException', 'Username/client id combination not found.');
}

/** The answer to a wrong password, and to an unknown user when the client hides who exists. */
export function wrongPassword(): CognitoError {
  return notAuthorized('Incorrect username or password.');
}

/** A confirmation, reset or MFA code that does not match. */
export function codeMismatch(): CognitoError {
  return new CognitoError(
    'CodeMismatchException',
    'Invalid verification code provided, please try again.',
  );
}

/** A code that is too old, was used or never was. */
export function expiredCode(): CognitoError {
  return new CognitoError(
    'ExpiredCodeException',
    'Invalid code provided, please request a code again.',
  );
}

/** Too many tries. */
export function attemptLimit(): CognitoError {
  return new CognitoError(
    'LimitExceededException',
    'Attempt limit exceeded, please try after some time.',
  );
}
