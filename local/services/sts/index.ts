import { signedService } from '../../aws/check-signature.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import {
  AwsError,
  createFront,
  queryForm,
  refuseQueryXml,
  requireSignature,
  sendQueryXml,
} from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { shownInLog } from '../../shared/shown-in-log.ts';
import type { Part } from '../../shared/service.ts';

const MAX_BODY_BYTES = 64 * 1024; // 64 KiB

/**
 * GetCallerIdentity of STS: whose key a call is signed with. It needs no permission.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function createSts(
  credentials: Pick<CredentialStore, 'find'>,
): Part & { readonly routes: readonly HttpRoute[] } {
  const route = createFront({
    name: 'sts',
    awsServices: { sts: 'GetCallerIdentity of STS' },
    matches: (request) => signedService(request.headers) === 'sts',
    limit: { bytes: MAX_BODY_BYTES },
    answer({ request, response, url, body }) {
      const caller = requireSignature(request, body, { service: 'sts', credentials });
      const action = queryForm(url, body).get('Action') ?? '';
      if (action !== 'GetCallerIdentity' || !caller)
        throw new AwsError('InvalidAction', `${shownInLog(action)} of STS is not played here.`);
      const { arn: Arn, userId: UserId, accountId: Account } = caller;
      sendQueryXml(response, action, { Arn, UserId, Account });
    },
    refuse: (error, { response }) => refuseQueryXml(response, error),
  });
  return {
    name: 'sts',
    routes: [route],
  };
}
