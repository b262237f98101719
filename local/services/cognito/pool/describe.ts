import type { UserPoolClient, UserPoolResourceServer } from '../../../assembly/model.ts';
import type { Pool } from './pool.ts';

/** UserPoolType of the API: the template's properties under the API's names. */
export function describePool(pool: Pool, users: number): Record<string, unknown> {
  const { historySize } = pool.passwordPolicy;
  const { UserPoolName: _name, UserPoolTags, Schema: _schema, ...rest } = pool.properties;
  return {
    ...rest,
    Id: pool.id,
    Arn: pool.arn,
    Name: pool.displayName,
    Status: 'Enabled',
    MfaConfiguration: pool.mfa,
    Policies: {
      PasswordPolicy: {
        MinimumLength: pool.passwordPolicy.minimumLength,
        RequireUppercase: pool.passwordPolicy.requireUppercase,
        RequireLowercase: pool.passwordPolicy.requireLowercase,
        RequireNumbers: pool.passwordPolicy.requireNumbers,
        RequireSymbols: pool.passwordPolicy.requireSymbols,
        TemporaryPasswordValidityDays: pool.passwordPolicy.temporaryPasswordValidity,
        ...(historySize === 0 ? {} : { PasswordHistorySize: historySize }),
      },
      SignInPolicy: { AllowedFirstAuthFactors: pool.firstFactors },
    },
    SchemaAttributes: [...pool.schema.values()].map((attribute) => ({
      Name: attribute.name,
      AttributeDataType: attribute.type,
      Mutable: attribute.mutable,
      Required: attribute.required,
      DeveloperOnlyAttribute: attribute.name.startsWith('dev:'),
    })),
    UserPoolTags: UserPoolTags ?? {},
    EstimatedNumberOfUsers: users,
    ...(pool.source.domain === null ? {} : { Domain: pool.source.domain }),
  };
}

/** UserPoolClientType of the API. */
export function describeClient(pool: Pool, client: UserPoolClient): Record<string, unknown> {
  const { GenerateSecret: _generate, ...rest } = client.properties;
  return {
    ...rest,
    UserPoolId: pool.id,
    ClientId: client.clientId,
    ClientName: client.clientName,
    ...(client.clientSecret === null ? {} : { ClientSecret: client.clientSecret }),
    ExplicitAuthFlows: client.explicitAuthFlows,
    AllowedOAuthFlows: client.allowedOAuthFlows,
    AllowedOAuthScopes: client.allowedOAuthScopes,
    CallbackURLs: client.callbackUrls,
    LogoutURLs: client.logoutUrls,
    EnableTokenRevocation: client.enableTokenRevocation,
    PreventUserExistenceErrors: client.preventUserExistenceErrors ? 'ENABLED' : 'LEGACY',
  };
}

/** ResourceServerType of the API. CloudFormation has a name for it that the model does not keep. */
export function describeResourceServer(
  pool: Pool,
  server: UserPoolResourceServer,
): Record<string, unknown> {
  return {
    UserPoolId: pool.id,
    Identifier: server.identifier,
    Name: server.identifier,
    Scopes: server.scopes.map(({ name, description }) => ({
      ScopeName: name,
      ScopeDescription: description,
    })),
  };
}
