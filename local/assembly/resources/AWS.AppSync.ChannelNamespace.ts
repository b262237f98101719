import { readFileSync } from 'node:fs';
import type { Code, EventHandlerConfig } from '../model.ts';
import { arn, origin } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { record, requiredText, text } from '../template/values.ts';
import { readAuthModes } from './AWS.AppSync.Api.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-channelnamespace.html */
export const channelNamespace: ResourceType = {
  ref: namespaceArn,
  attributes: { ChannelNamespaceArn: namespaceArn },
  read(resource, parts) {
    const { OnPublish, OnSubscribe } = record(resource.get('HandlerConfigs'));
    parts.channelNamespaces.push({
      apiId: requiredText(resource.get('ApiId')),
      part: {
        ...origin(resource),
        name: requiredText(resource.get('Name')),
        publishAuthModes: readAuthModes(resource.get('PublishAuthModes')),
        subscribeAuthModes: readAuthModes(resource.get('SubscribeAuthModes')),
        code: code(resource),
        onPublish: handlerConfig(OnPublish),
        onSubscribe: handlerConfig(OnSubscribe),
      },
    });
  },
};

function code(resource: Resource): Code | null {
  const inline = text(resource.get('CodeHandlers'));
  if (inline !== undefined) return { source: inline, file: `${resource.logicalId} (inline)` };
  const location = text(resource.get('CodeS3Location'));
  if (location === undefined) return null;
  const file = resource.asset(location);
  return { source: readFileSync(file, 'utf8'), file };
}

function handlerConfig(given: unknown): EventHandlerConfig | null {
  if (given === undefined) return null;
  const { Behavior, Integration } = record(given);
  const { DataSourceName, LambdaConfig } = record(Integration);
  return {
    behavior: text(Behavior) === 'DIRECT' ? 'DIRECT' : 'CODE',
    dataSourceName: requiredText(DataSourceName),
    invokeType: text(record(LambdaConfig)['InvokeType']) === 'EVENT' ? 'EVENT' : 'REQUEST_RESPONSE',
  };
}

function namespaceArn(resource: Resource): string {
  const apiId = requiredText(resource.get('ApiId'));
  const name = requiredText(resource.get('Name'));
  return arn(resource, 'appsync', `apis/${apiId}/channelNamespace/${name}`);
}
