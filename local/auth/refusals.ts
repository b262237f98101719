import type { AuthRequest, Refusal } from './types.ts';

const refusal = (message: string): Refusal => ({
  status: 401,
  errorType: 'UnauthorizedException',
  message,
});

/** No credentials, or some that fit no enabled mode. */
export const NO_CREDENTIALS = refusal('Valid authorization header not provided.');

/** Known by its form and refused: API key, Lambda authorizer, a token that is not genuine. */
export const NOT_AUTHORIZED = refusal('You are not authorized to make this call.');

/** The Authorization header is no JSON web token. */
export const NO_JWT = refusal('Unable to parse JWT token.');

/** The token was good once. */
export const EXPIRED = refusal('Token has expired.');

/** An IAM signature that does not hold. */
export const PERMISSION_DENIED = refusal('Permission denied');

/** The API may not invoke its own authorizer; seen on AWS. */
export const AUTHORIZER_OUT_OF_REACH: Refusal = {
  status: 400,
  errorType: 'BadRequestException',
  message: '',
};

/** The one value of a header; several are joined as HTTP joins them. */
export function headerOf(request: AuthRequest, name: string): string | null {
  const value = request.headers[name];
  if (value === undefined) return null;
  return typeof value === 'string' ? value : value.join(',');
}
