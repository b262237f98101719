import type { UserPool } from '../../assembly/model.ts';

/** A Cognito user pool. */
export interface UserPoolDescription {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly stackName: string;
  readonly issuer: string;
  readonly clients: readonly ClientDescription[];
  /** Those of the template. */
  readonly groups: readonly string[];
  /** Of its pages and OAuth endpoints; null without a domain. */
  readonly domainUrl: string | null;
}

/** An app client. */
export interface ClientDescription {
  readonly id: string;
  readonly name: string;
  readonly hasSecret: boolean;
  /** `ALLOW_USER_SRP_AUTH` and the like. */
  readonly authFlows: readonly string[];
  readonly oauthFlows: readonly string[];
  readonly oauthScopes: readonly string[];
  readonly callbackUrls: readonly string[];
}

/** Describes a user pool with its clients. */
export function describeUserPool(pool: UserPool, url: string): UserPoolDescription {
  const { userPoolId: id, arn, logicalId, stackName, issuer, properties, domain } = pool;
  const name = properties['UserPoolName'];
  return {
    id,
    name: typeof name === 'string' ? name : logicalId,
    arn,
    logicalId,
    stackName,
    issuer,
    clients: pool.clients.map((client) => ({
      id: client.clientId,
      name: client.clientName,
      hasSecret: client.clientSecret !== null,
      authFlows: client.explicitAuthFlows,
      oauthFlows: client.allowedOAuthFlows,
      oauthScopes: client.allowedOAuthScopes,
      callbackUrls: client.callbackUrls,
    })),
    groups: pool.groups.map(({ groupName }) => groupName),
    domainUrl: domain === null ? null : url,
  };
}
