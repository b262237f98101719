import type { ApiLogging } from '../model.ts';
import { arn, origin, physicalName, stableId } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { list, number, record, text, textMap } from '../template/values.ts';
import { readAuthProvider } from './read/auth-provider.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-graphqlapi.html */
export const graphqlApi: ResourceType = {
  ref: apiArn,
  attributes: {
    ApiId: apiId,
    Arn: apiArn,
    GraphQLUrl: url,
    GraphQLDns: host,
    RealtimeUrl: realtimeUrl,
    RealtimeDns: host,
    GraphQLEndpointArn: (resource) =>
      arn(resource, 'appsync', `endpoints/graphql-api/${apiId(resource)}`),
  },
  read(resource, parts) {
    parts.apis.push({
      ...origin(resource),
      apiId: apiId(resource),
      arn: apiArn(resource),
      name: text(resource.get('Name')) ?? physicalName(resource),
      path: path(resource),
      url: url(resource),
      realtimeUrl: realtimeUrl(resource),
      defaultAuth: readAuthProvider(resource, {
        AuthenticationType: resource.get('AuthenticationType'),
        UserPoolConfig: resource.get('UserPoolConfig'),
        OpenIDConnectConfig: resource.get('OpenIDConnectConfig'),
        LambdaAuthorizerConfig: resource.get('LambdaAuthorizerConfig'),
      }),
      additionalAuth: list(resource.get('AdditionalAuthenticationProviders')).map((provider) =>
        readAuthProvider(resource, record(provider)),
      ),
      environmentVariables: textMap(resource.get('EnvironmentVariables')),
      introspection:
        text(resource.get('IntrospectionConfig')) === 'DISABLED' ? 'DISABLED' : 'ENABLED',
      ...(isMerged(resource) && { isMerged: true }),
      ...loggingOf(resource),
      queryDepthLimit: number(resource.get('QueryDepthLimit'), 0),
      resolverCountLimit: number(resource.get('ResolverCountLimit'), 0),
    });
  },
};

const LEVELS = ['NONE', 'ERROR', 'INFO', 'DEBUG', 'ALL'] as const;

function loggingOf(resource: Resource): { readonly logging?: ApiLogging } {
  const { FieldLogLevel, ExcludeVerboseContent } = record(resource.get('LogConfig'));
  const fieldLogLevel = LEVELS.find((level) => level === text(FieldLogLevel));
  if (fieldLogLevel === undefined) return {};
  const excludeVerboseContent = String(ExcludeVerboseContent) === 'true';
  return { logging: { fieldLogLevel, excludeVerboseContent } };
}

function apiId(resource: Resource): string {
  return stableId(resource, 'ApiId', 26);
}

function apiArn(resource: Resource): string {
  return arn(resource, 'appsync', `apis/${apiId(resource)}`);
}

function path(resource: Resource): string {
  return first(resource) === resource ? '/graphql' : `/${apiId(resource)}/graphql`;
}

/** A merged API is what clients call, rather than what it is made of. */
function first(resource: Resource): Resource | undefined {
  const all = resource.ofType(resource.type);
  return all.find(isMerged) ?? all[0];
}

function isMerged(resource: Resource): boolean {
  return text(resource.get('ApiType')) === 'MERGED';
}

function url(resource: Resource): string {
  return resource.environment.baseUrl + path(resource);
}

function realtimeUrl(resource: Resource): string {
  return `${url(resource).replace(/^http/, 'ws')}/realtime`;
}

function host(resource: Resource): string {
  return new URL(resource.environment.baseUrl).host;
}
