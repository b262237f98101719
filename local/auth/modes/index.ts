import type { AuthProvider, AuthProviderOf } from '../../assembly/model.ts';
import type { AuthenticationType } from '../../shared/identity.ts';
import type { AuthMode, AuthOptions, ModeApi, TokenMode } from '../types.ts';
import { createCognitoMode } from './AMAZON_COGNITO_USER_POOLS.ts';
import { createApiKeyMode } from './API_KEY.ts';
import { createIamMode } from './AWS_IAM.ts';
import { createLambdaMode } from './AWS_LAMBDA.ts';
import { createOidcMode } from './OPENID_CONNECT.ts';

/** The modes of one API, by what their credentials look like. */
export interface Modes {
  readonly all: readonly AuthMode[];
  readonly apiKey: AuthMode | null;
  readonly iam: AuthMode | null;
  readonly lambda: AuthMode | null;
  /** One a user pool or OpenID Connect issuer. */
  readonly tokens: readonly TokenMode[];
}

/** Makes every configured mode. */
export function createModes(api: ModeApi, options: AuthOptions): Modes {
  const providers = [api.defaultAuth, ...api.additionalAuth];
  const of = <T extends AuthenticationType>(type: T): AuthProviderOf<T>[] =>
    providers.filter(
      (provider): provider is AuthProviderOf<T> & AuthProvider => provider.type === type,
    );
  const [lambdaProvider] = of('AWS_LAMBDA');
  const apiKey = of('API_KEY').length > 0 ? createApiKeyMode(api, options) : null;
  const iam = of('AWS_IAM').length > 0 ? createIamMode(api, options) : null;
  const lambda = lambdaProvider ? createLambdaMode(lambdaProvider, api, options) : null;
  const tokens = [
    ...of('AMAZON_COGNITO_USER_POOLS').map((provider) => createCognitoMode(provider, options)),
    ...of('OPENID_CONNECT').map((provider) =>
      createOidcMode(provider, providers.length > 1, options),
    ),
  ];
  const all = [apiKey, iam, lambda, ...tokens].filter((mode) => mode !== null);
  return { all, apiKey, iam, lambda, tokens };
}
