import type { Origin } from './origin.ts';

/** A Cognito user pool with all that belongs to it. */
export interface UserPool extends Origin {
  readonly userPoolId: string;
  readonly arn: string;
  /** `https://cognito-idp.<region>.amazonaws.com/<id>`, as in AWS: stock verifiers insist on it. */
  readonly issuer: string;
  /** Properties of AWS::Cognito::UserPool with intrinsics resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly clients: readonly UserPoolClient[];
  readonly groups: readonly UserPoolGroup[];
  readonly resourceServers: readonly UserPoolResourceServer[];
  /** Prefix or full domain of AWS::Cognito::UserPoolDomain. */
  readonly domain: string | null;
  /** Whether the domain's pages are those of ManagedLoginVersion 2. */
  readonly hasManagedLogin: boolean;
  /** Of AWS::Cognito::UserPoolSessionConfigurationAttachment; null where there is none. */
  readonly sessionTracking: { readonly isOn: boolean; readonly maxPerUser: number } | null;
}

/** An app client of a user pool. */
export interface UserPoolClient extends Origin {
  readonly clientId: string;
  readonly clientName: string;
  /** Null for a public client. */
  readonly clientSecret: string | null;
  /** All that are good at the moment. @default - `clientSecret` alone */
  readonly clientSecrets?: readonly string[];
  readonly explicitAuthFlows: readonly string[];
  readonly allowedOAuthFlows: readonly string[];
  readonly allowedOAuthScopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  /** Seconds, from *TokenValidity and TokenValidityUnits. */
  readonly accessTokenValidity: number;
  readonly idTokenValidity: number;
  readonly refreshTokenValidity: number;
  readonly preventUserExistenceErrors: boolean;
  readonly enableTokenRevocation: boolean;
  /** Properties of AWS::Cognito::UserPoolClient with intrinsics resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A group of a user pool. */
export interface UserPoolGroup extends Origin {
  readonly groupName: string;
  readonly description: string | null;
  readonly precedence: number | null;
  readonly roleArn: string | null;
}

/** A resource server with its custom scopes. */
export interface UserPoolResourceServer extends Origin {
  readonly identifier: string;
  readonly scopes: readonly { readonly name: string; readonly description: string }[];
}
