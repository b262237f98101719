import { origin, stableId } from '../template/ids.ts';
import type { Parts, Resource, ResourceType } from '../template/types.ts';
import { flag, list, number, record, requiredText, text, texts } from '../template/values.ts';
import { toFunctionArn } from './AWS.Lambda.Version.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html */
export const eventSourceMapping: ResourceType = {
  ref: mappingId,
  attributes: { Id: mappingId },
  read(resource, parts) {
    const eventSourceArn = text(resource.get('EventSourceArn')) ?? 'none';
    if (isOfQueue(eventSourceArn)) {
      readQueueMapping(resource, parts, eventSourceArn);
      return;
    }
    if (!/^arn:[^:]+:dynamodb:.*\/stream\//.test(eventSourceArn)) {
      unsupported(
        resource,
        parts,
        `Only DynamoDB streams and SQS queues feed functions here, not ${eventSourceArn}.`,
      );
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

const isOfQueue = (sourceArn: string): boolean =>
  /^arn:[^:]+:sqs:/.test(sourceArn) && !sourceArn.endsWith('.fifo');

/** Defaults: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html */
function readQueueMapping(resource: Resource, parts: Parts, queueArn: string): void {
  if (list(record(resource.get('FilterCriteria'))['Filters']).length > 0) {
    unsupported(
      resource,
      parts,
      `Messages of queues are not filtered here: ${queueArn} feeds nothing.`,
    );
    return;
  }
  const { MaximumConcurrency } = record(resource.get('ScalingConfig'));
  parts.queueMappings.push({
    ...origin(resource),
    functionArn: toFunctionArn(resource, requiredText(resource.get('FunctionName'))),
    queueArn,
    batchSize: number(resource.get('BatchSize'), 10),
    maximumConcurrency: MaximumConcurrency === undefined ? null : number(MaximumConcurrency, 2),
    reportBatchItemFailures: texts(resource.get('FunctionResponseTypes')).includes(
      'ReportBatchItemFailures',
    ),
    enabled: flag(resource.get('Enabled'), true),
  });
}

function unsupported(resource: Resource, parts: Parts, consequence: string): void {
  parts.unsupported.push({ ...origin(resource), type: resource.type, consequence });
}

function mappingId(resource: Resource): string {
  return stableId(resource, 'Id', 32);
}
