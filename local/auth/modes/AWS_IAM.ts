import { NOT_AUTHORIZED, PERMISSION_DENIED } from '../refusals.ts';
import type { Principal } from '../../aws/credentials.ts';
import { isFromOtherSite } from '../../shared/cross-origin.ts';
import type { Caller } from '../../shared/identity.ts';
import { checkSignature } from '../../aws/check-signature.ts';
import type { SignableRequest } from '../../aws/signature.ts';
import type { AuthMode, AuthOptions, AuthRequest, ModeApi } from '../types.ts';

type IamOptions = Pick<AuthOptions, 'credentials' | 'clock' | 'log'>;

/**
 * Signature version 4 with a key that this engine handed out.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-iam-authorization
 */
export function createIamMode(
  api: Pick<ModeApi, 'arn' | 'path' | 'connectPath'>,
  { credentials, clock, log }: IamOptions,
): AuthMode {
  const region = api.arn.split(':')[3] ?? '';
  return {
    type: 'AWS_IAM',
    authenticate(request) {
      const outcome = checkSignature(signedForm(request, api), {
        region,
        service: 'appsync',
        now: clock.now(),
        find: (accessKeyId) => credentials.find(accessKeyId),
      });
      if ('refused' in outcome) {
        log.warn('auth', `IAM request refused: ${outcome.refused}`);
        return PERMISSION_DENIED;
      }
      // Sites know the developer's key, and this address answers all of them.
      const from = { method: request.method, headers: request.handshakeHeaders ?? request.headers };
      if (outcome.accessKeyId === credentials.developer.accessKeyId && isFromOtherSite(from)) {
        log.warn(
          'auth',
          "IAM request refused: the developer's key is not for pages of other sites",
        );
        return PERMISSION_DENIED;
      }
      const principal = credentials.find(outcome.accessKeyId)?.principal;
      if (!principal) return NOT_AUTHORIZED;
      return {
        mode: 'AWS_IAM',
        identity: {
          accountId: principal.accountId,
          cognitoIdentityPoolId: null,
          cognitoIdentityId: null,
          sourceIp: request.sourceIp,
          username: principal.userId,
          userArn: principal.arn,
          cognitoIdentityAuthType: null,
          cognitoIdentityAuthProvider: null,
        },
        deniedFields: [],
        allowsField: allowedFields(principal, api.arn),
        allows: allowed(principal),
      };
    },
  };
}

/** Root fields are resources of the action `appsync:GraphQL`. */
function allowedFields({ permissions }: Principal, apiArn: string): Caller['allowsField'] {
  return (
    permissions &&
    ((typeName, fieldName) => {
      const resource = `${apiArn}/types/${typeName}/fields/${fieldName}`;
      return permissions.refusal('appsync:GraphQL', resource) === null;
    })
  );
}

function allowed({ permissions }: Principal): Caller['allows'] {
  return permissions && ((action, resource) => permissions.refusal(action, resource) === null);
}

/** Real-time clients sign a POST to the API's path, of GraphQL `/connect` below it for the handshake. */
function signedForm(
  request: AuthRequest,
  { path: apiPath, connectPath = `${apiPath}/connect` }: Pick<ModeApi, 'path' | 'connectPath'>,
): SignableRequest {
  const { channel, headers, body } = request;
  if (channel === 'connect') return { method: 'POST', path: connectPath, headers, body };
  if (channel === 'subscribe') return { method: 'POST', path: apiPath, headers, body };
  return { method: request.method ?? 'POST', path: request.path ?? apiPath, headers, body };
}
