import { stableId } from '../template/ids.ts';
import type { ResourceType } from '../template/types.ts';
import { number, record, requiredText, text } from '../template/values.ts';
import { toFunctionArn } from './AWS.Lambda.Version.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const eventInvokeConfig: ResourceType = {
  ref: (resource) => stableId(resource, 'Id', 32),
  attributes: {},
  read(resource, parts) {
    const destinations = record(resource.get('DestinationConfig'));
    const destination = (name: 'OnSuccess' | 'OnFailure'): string | null =>
      text(record(destinations[name])['Destination']) ?? null;
    parts.eventInvokeConfigs.push({
      functionArn: toFunctionArn(resource, requiredText(resource.get('FunctionName'))),
      rules: {
        maximumRetryAttempts: number(resource.get('MaximumRetryAttempts'), 2),
        maximumEventAgeInSeconds: number(resource.get('MaximumEventAgeInSeconds'), 21_600),
        onSuccessArn: destination('OnSuccess'),
        onFailureArn: destination('OnFailure'),
      },
    });
  },
};
