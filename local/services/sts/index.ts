import type { CredentialStore } from '../../aws/credentials.ts';
import { AwsError, createQueryFront, type QueryAction } from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Part } from '../../shared/service.ts';

const MAX_BODY_BYTES = 64 * 1024; // 64 KiB

/**
 * GetCallerIdentity of STS: whose key a call is signed with. It needs no permission.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function createSts(
  credentials: Pick<CredentialStore, 'find'>,
): Part & { readonly routes: readonly HttpRoute[] } {
  const route = createQueryFront({
    name: 'sts',
    title: 'STS',
    played: 'GetCallerIdentity of STS',
    actions: new Map([['GetCallerIdentity', getCallerIdentity]]),
    credentials,
    maxBodyBytes: MAX_BODY_BYTES,
  });
  return { name: 'sts', routes: [route] };
}

const getCallerIdentity: QueryAction = (_form, caller) => {
  if (!caller) throw new AwsError('MissingAuthenticationToken', 'The call is not signed.', 403);
  const { arn: Arn, userId: UserId, accountId: Account } = caller;
  return { Arn, UserId, Account };
};
