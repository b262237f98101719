import type { AuthenticationType } from '../shared/identity.ts';
import type { ApiKey, AuthProvider, Code, DataSourceConfig } from './model.ts';
import type { Origin } from './origin.ts';

/** An Event API (AWS::AppSync::Api) with all that belongs to it. */
export interface EventApi extends Origin {
  readonly apiId: string;
  readonly arn: string;
  readonly name: string;
  /** Host of AWS's by which calls name it: this machine's functions are led here from it. */
  readonly host: string;
  readonly realtimeHost: string;
  /** Path on the gateway, `/event` for the first. Real time answers on `<path>/realtime`. */
  readonly path: string;
  readonly url: string;
  readonly authProviders: readonly AuthProvider[];
  readonly connectionAuthModes: readonly AuthenticationType[];
  readonly apiKeys: readonly ApiKey[];
  readonly dataSources: ReadonlyMap<string, DataSourceConfig>;
  readonly channelNamespaces: readonly ChannelNamespace[];
}

/** A namespace of channels, with the API's modes where it says none. */
export interface ChannelNamespace extends Origin {
  /** The first segment of its channels. */
  readonly name: string;
  readonly publishAuthModes: readonly AuthenticationType[];
  readonly subscribeAuthModes: readonly AuthenticationType[];
  /** One module with both handlers. */
  readonly code: Code | null;
  readonly onPublish: EventHandlerConfig | null;
  readonly onSubscribe: EventHandlerConfig | null;
}

/** HandlerConfigs: what a handler asks. */
export interface EventHandlerConfig {
  /** DIRECT: the function of the data source is the handler. */
  readonly behavior: 'CODE' | 'DIRECT';
  readonly dataSourceName: string;
  /** EVENT: nobody waits for the function. */
  readonly invokeType: 'REQUEST_RESPONSE' | 'EVENT';
}
