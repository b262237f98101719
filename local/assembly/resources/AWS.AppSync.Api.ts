import type { AuthenticationType } from '../../shared/identity.ts';
import type { AuthProvider } from '../model.ts';
import { arn, origin, physicalName, stableId } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { list, record, text } from '../template/values.ts';
import { readAuthProvider } from './read/auth-provider.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-api.html */
export const eventApi: ResourceType = {
  ref: apiArn,
  attributes: {
    ApiArn: apiArn,
    ApiId: apiId,
    Dns: (resource) => ({ Http: host(resource), Realtime: realtimeHost(resource) }),
    'Dns.Http': host,
    'Dns.Realtime': realtimeHost,
  },
  read(resource, parts) {
    const config = record(resource.get('EventConfig'));
    const path = pathOf(resource);
    parts.eventApis.push({
      ...origin(resource),
      apiId: apiId(resource),
      arn: apiArn(resource),
      name: text(resource.get('Name')) ?? physicalName(resource),
      host: host(resource),
      realtimeHost: realtimeHost(resource),
      path,
      url: resource.environment.baseUrl + path,
      authProviders: list(config['AuthProviders']).map((given) => provider(resource, given)),
      connectionAuthModes: readAuthModes(config['ConnectionAuthModes']),
      publishAuthModes: readAuthModes(config['DefaultPublishAuthModes']),
      subscribeAuthModes: readAuthModes(config['DefaultSubscribeAuthModes']),
    });
  },
};

/** The types of a list of AuthMode. */
export function readAuthModes(modes: unknown): AuthenticationType[] {
  return list(modes).map((mode) => text(record(mode)['AuthType']) as AuthenticationType);
}

/** In the names that a GraphQL API has for the same. */
function provider(resource: Resource, given: unknown): AuthProvider {
  const { AuthType, CognitoConfig, ...configs } = record(given);
  const UserPoolConfig = CognitoConfig;
  return readAuthProvider(resource, { ...configs, AuthenticationType: AuthType, UserPoolConfig });
}

function apiId(resource: Resource): string {
  return stableId(resource, 'ApiId', 26);
}

function apiArn(resource: Resource): string {
  return arn(resource, 'appsync', `apis/${apiId(resource)}`);
}

function pathOf(resource: Resource): string {
  return resource.ordinal === 0 ? '/event' : `/${apiId(resource)}/event`;
}

/** AWS's, since templates put `https://` before it: see local-output.ts and the functions' lead-aws-home.ts. */
function host(resource: Resource): string {
  return `${apiId(resource)}.appsync-api.${resource.environment.region}.amazonaws.com`;
}

function realtimeHost(resource: Resource): string {
  return `${apiId(resource)}.appsync-realtime-api.${resource.environment.region}.amazonaws.com`;
}
