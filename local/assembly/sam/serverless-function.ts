import { isObject } from '../../shared/is-object.ts';
import { record } from '../template/values.ts';
import type { Expansion, Properties } from './expand-sam.ts';
import { roleWith } from './policies.ts';

/** Properties that both have. */
const SAME = [
  'FunctionName',
  'Handler',
  'Runtime',
  'Timeout',
  'MemorySize',
  'Environment',
  'Layers',
  'Architectures',
  'ReservedConcurrentExecutions',
  'VpcConfig',
];

/** Event sources that are mappings, and which property names what they read. */
const SOURCES: Readonly<Record<string, string>> = { SQS: 'Queue', DynamoDB: 'Stream' };

/** @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html */
export const serverlessFunction: Expansion = (logicalId, properties) => {
  const { CodeUri, InlineCode, Role, Policies, DeadLetterQueue } = properties;
  const roleId = `${logicalId}Role`;
  const deadLetter = record(DeadLetterQueue)['TargetArn'];
  return {
    [logicalId]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        ...Object.fromEntries(
          SAME.filter((name) => properties[name] !== undefined).map((name) => [
            name,
            properties[name],
          ]),
        ),
        Code: InlineCode === undefined ? codeAt(CodeUri) : { ZipFile: InlineCode },
        Role: Role ?? { 'Fn::GetAtt': [roleId, 'Arn'] },
        ...(deadLetter !== undefined && { DeadLetterConfig: { TargetArn: deadLetter } }),
      },
    },
    ...(Role === undefined && {
      [roleId]: { Type: 'AWS::IAM::Role', Properties: roleOf(properties, Policies) },
    }),
    ...eventSources(logicalId, record(properties['Events'])),
  };
};

/** A path beside the template, or a place in S3. */
function codeAt(uri: unknown): unknown {
  if (!isObject(uri)) return uri ?? '.';
  const { Bucket, Key } = uri;
  return { S3Bucket: Bucket, S3Key: Key };
}

/** Reading its queues and streams, a role that SAM makes may always. */
function roleOf(properties: Properties, policies: unknown): Properties {
  const types = Object.values(record(properties['Events'])).map((event) => record(event)['Type']);
  const readers = [
    ...(types.includes('SQS') ? ['service-role/AWSLambdaSQSQueueExecutionRole'] : []),
    ...(types.includes('DynamoDB') ? ['service-role/AWSLambdaDynamoDBExecutionRole'] : []),
  ];
  const own: unknown[] = Array.isArray(policies)
    ? policies
    : policies === undefined
      ? []
      : [policies];
  return roleWith([...own, ...readers]);
}

function eventSources(logicalId: string, events: Properties): ReturnType<Expansion> {
  return Object.fromEntries(
    Object.entries(events).flatMap(([name, event]) => {
      const { Type, Properties: given } = record(event);
      const source = SOURCES[String(Type)];
      if (source === undefined) return [];
      const { [source]: EventSourceArn, ...rest } = record(given);
      const mapping = { ...rest, EventSourceArn, FunctionName: { Ref: logicalId } };
      return [
        [`${logicalId}${name}`, { Type: 'AWS::Lambda::EventSourceMapping', Properties: mapping }],
      ];
    }),
  );
}
