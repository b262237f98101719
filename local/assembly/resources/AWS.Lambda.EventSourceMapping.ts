import { origin, stableId } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { flag, list, number, record, requiredText, text, texts } from '../template/values.ts';
import { toFunctionArn } from './AWS.Lambda.Version.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const eventSourceMapping: ResourceType = {
  ref: mappingId,
  attributes: { Id: mappingId },
  read(resource, parts) {
    const eventSourceArn = text(resource.get('EventSourceArn')) ?? 'none';
    if (!/^arn:[^:]+:dynamodb:.*\/stream\//.test(eventSourceArn)) {
      parts.unsupported.push({
        ...origin(resource),
        type: resource.type,
        consequence: `Only DynamoDB streams feed functions here, not ${eventSourceArn}.`,
      });
      return;
    }
    parts.eventSourceMappings.push({
      ...origin(resource),
      id: mappingId(resource),
      functionArn: toFunctionArn(resource, requiredText(resource.get('FunctionName'))),
      eventSourceArn,
      batchSize: number(resource.get('BatchSize'), 100),
      startingPosition:
        text(resource.get('StartingPosition')) === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
      bisectBatchOnFunctionError: flag(resource.get('BisectBatchOnFunctionError'), false),
      maximumRetryAttempts: number(resource.get('MaximumRetryAttempts'), -1),
      maximumRecordAgeInSeconds: number(resource.get('MaximumRecordAgeInSeconds'), -1),
      maximumBatchingWindow: number(resource.get('MaximumBatchingWindowInSeconds'), 0),
      parallelizationFactor: number(resource.get('ParallelizationFactor'), 1),
      reportBatchItemFailures: texts(resource.get('FunctionResponseTypes')).includes(
        'ReportBatchItemFailures',
      ),
      onFailureArn:
        text(record(record(resource.get('DestinationConfig'))['OnFailure'])['Destination']) ?? null,
      filters: list(record(resource.get('FilterCriteria'))['Filters']).map((filter) =>
        requiredText(record(filter)['Pattern']),
      ),
      enabled: flag(resource.get('Enabled'), true),
    });
  },
};

function mappingId(resource: Resource): string {
  return stableId(resource, 'Id', 32);
}
