import type { Environment } from './template/types.ts';

/**
 * `iss` of a user pool's tokens, and where a verifier looks for the discovery document. AWS's form names
 * AWS's host, where this pool is not (docs/decisions/0002); the local one is the document's own address.
 */
export function issuerOf(
  userPoolId: string,
  { baseUrl, localIssuer }: Pick<Environment, 'baseUrl' | 'localIssuer'>,
): string {
  if (localIssuer) return `${baseUrl}/${userPoolId}`;
  const region = userPoolId.slice(0, userPoolId.indexOf('_'));
  return `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
}
