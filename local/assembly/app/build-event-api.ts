import { LocalError } from '../../shared/errors.ts';
import type { ChannelNamespace, EventApi } from '../model.ts';
import type { EventApiPart, Parts } from '../template/types.ts';

/**
 * Puts together what several resources say of one Event API.
 * @throws LocalError ERR_ASSEMBLY when a namespace names a data source that the API has not
 */
export function buildEventApi(api: EventApiPart, parts: Parts): EventApi {
  const { publishAuthModes, subscribeAuthModes, ...rest } = api;
  const own = <T>(all: readonly { apiId: string; part: T }[]): T[] =>
    all.filter((item) => item.apiId === api.apiId).map((item) => item.part);
  const dataSources = new Map(own(parts.dataSources).map((source) => [source.name, source]));
  const channelNamespaces = own(parts.channelNamespaces).map((given): ChannelNamespace => {
    requireDataSources(given, api, dataSources);
    const { publishAuthModes: publish, subscribeAuthModes: subscribe } = given;
    return {
      ...given,
      publishAuthModes: publish.length > 0 ? publish : publishAuthModes,
      subscribeAuthModes: subscribe.length > 0 ? subscribe : subscribeAuthModes,
    };
  });
  return { ...rest, apiKeys: own(parts.apiKeys), dataSources, channelNamespaces };
}

function requireDataSources(
  { stackName, logicalId, onPublish, onSubscribe }: ChannelNamespace,
  { name }: EventApiPart,
  dataSources: EventApi['dataSources'],
): void {
  for (const config of [onPublish, onSubscribe]) {
    if (config === null || dataSources.has(config.dataSourceName)) continue;
    throw new LocalError(
      'ERR_ASSEMBLY',
      `${stackName}.${logicalId} uses the data source ${config.dataSourceName}, ` +
        `which the Event API ${name} does not have; it has ${[...dataSources.keys()].join(', ') || 'none'}.`,
    );
  }
}
