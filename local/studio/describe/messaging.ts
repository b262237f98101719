import type { App, EventApi } from '../../assembly/model.ts';
import { describeAuthModes, type AuthModeDescription } from './api.ts';
import { shortFunctionName } from './functions.ts';

/** What has a name and an ARN: a bus, a parameter, a secret. */
export interface NamedDescription {
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  readonly stackName: string;
}

/** An Event API. */
export interface EventApiDescription extends NamedDescription {
  readonly id: string;
  readonly url: string;
  readonly realtimeUrl: string;
  readonly authModes: readonly AuthModeDescription[];
  readonly namespaces: readonly NamespaceDescription[];
}

type Handler = EventApi['channelNamespaces'][number]['onPublish'];

/** A namespace of channels. */
export interface NamespaceDescription {
  /** The first segment of its channels. */
  readonly name: string;
  /** Types of authorization modes. */
  readonly publishAuthModes: readonly AuthModeDescription['type'][];
  readonly subscribeAuthModes: readonly AuthModeDescription['type'][];
  /** Whether code of its own looks at what is published and who subscribes. */
  readonly hasCode: boolean;
  /** Data sources that its handlers ask. */
  readonly dataSources: readonly string[];
}

/** A state machine of Step Functions. */
export interface StateMachineDescription extends NamedDescription {
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Names of its states, without those in branches and iterations. */
  readonly states: readonly string[];
}

/** An SNS topic. */
export interface TopicDescription extends NamedDescription {
  /** `endpoint`: short names of functions, addresses, ARNs of what else there is. */
  readonly subscriptions: readonly { readonly protocol: string; readonly endpoint: string }[];
}

/** What passes events and messages on, and what runs on them. */
export interface Messaging {
  readonly eventApis: readonly EventApiDescription[];
  readonly stateMachines: readonly StateMachineDescription[];
  /** Beside the default one. */
  readonly eventBuses: readonly NamedDescription[];
  readonly topics: readonly TopicDescription[];
}

/** Describes Event APIs, state machines, buses and topics. */
export function describeMessaging(app: App): Messaging {
  return {
    eventApis: app.eventApis.map((api) => describeEventApi(api, app)),
    stateMachines: app.stateMachines.map(
      ({ name, arn, logicalId, stackName, isExpress, definition }) => ({
        name,
        arn,
        logicalId,
        stackName,
        type: isExpress ? ('EXPRESS' as const) : ('STANDARD' as const),
        states: Object.keys(definition.States),
      }),
    ),
    eventBuses: app.eventBuses.map(({ eventBusName: name, arn, logicalId, stackName }) => ({
      name,
      arn,
      logicalId,
      stackName,
    })),
    topics: app.topics.map(({ topicName: name, arn, logicalId, stackName, subscriptions }) => ({
      name,
      arn,
      logicalId,
      stackName,
      subscriptions: subscriptions.map(({ protocol, endpoint }) => ({
        protocol,
        endpoint: shortFunctionName(endpoint, app),
      })),
    })),
  };
}

function describeEventApi(api: EventApi, app: App): EventApiDescription {
  const { apiId: id, name, arn, logicalId, stackName, url } = api;
  return {
    id,
    name,
    arn,
    logicalId,
    stackName,
    url,
    realtimeUrl: `${url.replace(/^http/, 'ws')}/realtime`,
    authModes: describeAuthModes(api.authProviders, api.apiKeys, app),
    namespaces: api.channelNamespaces.map((one) => ({
      name: one.name,
      publishAuthModes: one.publishAuthModes,
      subscribeAuthModes: one.subscribeAuthModes,
      hasCode: one.code !== null,
      dataSources: [...new Set([one.onPublish, one.onSubscribe].flatMap(sourceOf))],
    })),
  };
}

const sourceOf = (handler: Handler): readonly string[] =>
  handler === null ? [] : [handler.dataSourceName];
