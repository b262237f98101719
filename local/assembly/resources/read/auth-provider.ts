import { LocalError } from '../../../shared/errors.ts';
import type { AuthenticationType } from '../../../shared/identity.ts';
import { issuerOf } from '../../issuer.ts';
import type { AuthProvider } from '../../model.ts';
import type { Resource } from '../../template/types.ts';
import { number, record, requiredText, text } from '../../template/values.ts';

/**
 * One authorization mode of a GraphQL API.
 * @throws LocalError ERR_ASSEMBLY for a type that AppSync does not have
 */
export function readAuthProvider(
  resource: Resource,
  properties: Record<string, unknown>,
): AuthProvider {
  const type = text(properties['AuthenticationType']);
  switch (type) {
    case 'AMAZON_COGNITO_USER_POOLS': {
      const config = record(properties['UserPoolConfig']);
      const userPoolId = requiredText(config['UserPoolId']);
      return {
        type,
        userPoolId,
        issuer: issuerOf(userPoolId, resource.environment),
        defaultAction: text(config['DefaultAction']) === 'DENY' ? 'DENY' : 'ALLOW',
        appIdClientRegex: text(config['AppIdClientRegex']) ?? null,
      };
    }
    case 'OPENID_CONNECT': {
      const config = record(properties['OpenIDConnectConfig']);
      return {
        type,
        issuer: requiredText(config['Issuer']),
        clientId: text(config['ClientId']) ?? null,
        iatTtl: optionalNumber(config['IatTTL']),
        authTtl: optionalNumber(config['AuthTTL']),
      };
    }
    case 'AWS_LAMBDA': {
      const config = record(properties['LambdaAuthorizerConfig']);
      return {
        type,
        functionArn: functionArnOf(requiredText(config['AuthorizerUri'])),
        resultTtl: number(config['AuthorizerResultTtlInSeconds'], 0),
        identityValidationExpression: text(config['IdentityValidationExpression']) ?? null,
      };
    }
    case 'AWS_IAM':
    case 'API_KEY':
      return { type };
    default:
      throw new LocalError(
        'ERR_ASSEMBLY',
        `${resource.stackName}.${resource.logicalId} has the AuthenticationType ${type ?? 'of nothing'}; ` +
          `AppSync has ${AUTHENTICATION_TYPES.join(', ')}.`,
      );
  }
}

const AUTHENTICATION_TYPES: readonly AuthenticationType[] = [
  'AMAZON_COGNITO_USER_POOLS',
  'API_KEY',
  'AWS_IAM',
  'AWS_LAMBDA',
  'OPENID_CONNECT',
];

/** An AuthorizerUri is the function's ARN, or API Gateway's invocation path around it. */
function functionArnOf(uri: string): string {
  return /functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

function optionalNumber(value: unknown): number | null {
  return value === undefined || value === null ? null : Number(value);
}
