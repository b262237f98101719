import type { Caller, CognitoIdentity } from '../shared/identity.ts';

/** Who it was, for people: `ann@example.com (Admins)`, `API key`, `role create-user`. */
export function describeCaller(caller: Caller | string | null): string | null {
  if (caller === null || typeof caller === 'string') return caller;
  const { mode, identity } = caller;
  if (mode === 'API_KEY') return 'API key';
  if (mode === 'AWS_LAMBDA') return 'Lambda authorizer';
  if (identity === null) return mode;
  if ('userArn' in identity) return describePrincipal(identity.userArn);
  if ('groups' in identity) return cognitoUser(identity);
  return 'sub' in identity ? identity.sub : mode;
}

function cognitoUser({ username, claims, groups, sub }: CognitoIdentity): string {
  const { email, client_id: clientId } = claims;
  const name = typeof email === 'string' ? email : username || sub || `client ${String(clientId)}`;
  return groups === null ? name : `${name} (${groups.join(', ')})`;
}

/** `role create-user` of an assumed role, `user local` of a user. */
export function describePrincipal(arn: string): string {
  const [kind = '', name = arn] = (arn.split(':').at(-1) ?? '').split('/');
  return kind === 'assumed-role' || kind === 'role' ? `role ${name}` : `${kind} ${name}`;
}
