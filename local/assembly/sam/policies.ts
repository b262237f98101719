import { isObject } from '../../shared/is-object.ts';
import type { Properties } from './expand-sam.ts';

/** A statement of one of SAM's policy templates: its actions, and the ARN by its parameter. */
interface PolicyTemplate {
  readonly parameter: string;
  readonly arn: readonly string[];
  readonly actions: readonly string[];
}

const ACTIONS = {
  read: ['GetItem', 'Scan', 'Query', 'BatchGetItem', 'DescribeTable'],
  write: ['PutItem', 'UpdateItem', 'BatchWriteItem'],
};
const table = (...names: readonly string[]): PolicyTemplate => {
  const arn = 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${name}';
  const actions = names.map((name) => `dynamodb:${name}`);
  return { parameter: 'TableName', arn: [arn, `${arn}/index/*`], actions };
};
const queue = (...names: readonly string[]): PolicyTemplate => ({
  parameter: 'QueueName',
  arn: ['arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${name}'],
  actions: names.map((name) => `sqs:${name}`),
});

/** @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html */
const TEMPLATES: Readonly<Record<string, PolicyTemplate>> = {
  DynamoDBCrudPolicy: table(...ACTIONS.read, ...ACTIONS.write, 'DeleteItem', 'ConditionCheckItem'),
  DynamoDBReadPolicy: table(...ACTIONS.read),
  DynamoDBWritePolicy: table(...ACTIONS.write),
  SQSSendMessagePolicy: queue('SendMessage*'),
  SQSPollerPolicy: queue(
    'ChangeMessageVisibility',
    'ChangeMessageVisibilityBatch',
    'DeleteMessage',
    'DeleteMessageBatch',
    'GetQueueAttributes',
    'ReceiveMessage',
  ),
  LambdaInvokePolicy: {
    parameter: 'FunctionName',
    arn: ['arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${name}*'],
    actions: ['lambda:InvokeFunction'],
  },
};

/** A role that a service takes on, with statements of its own. */
export const roleFor = (service: string, statements: readonly Properties[]): Properties => ({
  AssumeRolePolicyDocument: {
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  },
  Policies:
    statements.length === 0
      ? []
      : [{ PolicyName: 'Own', PolicyDocument: { Statement: statements } }],
});

/** The role that SAM makes for a function: what it logs with, and its `Policies`. */
export function roleWith(policies: unknown): Properties {
  const all: unknown[] = Array.isArray(policies)
    ? policies
    : policies === undefined
      ? []
      : [policies];
  const attached = all.filter((policy) => !isObject(policy) || isReference(policy));
  const written = all.filter((policy) => isObject(policy) && !isReference(policy)) as Properties[];
  const inline = written.flatMap((policy) => documentOf(policy) ?? []);
  // A template that is not known: a role whose policies are not all known is not enforced.
  const unknown = written
    .filter((policy) => documentOf(policy) === null)
    .map((policy) => `arn:aws:iam::aws:policy/sam/${Object.keys(policy)[0] ?? ''}`);
  return {
    ...roleFor('lambda.amazonaws.com', []),
    ManagedPolicyArns: [
      'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
      ...attached.map(arnOf),
      ...unknown,
    ],
    Policies: inline.map((PolicyDocument, index) => ({
      PolicyName: `Policy${index}`,
      PolicyDocument,
    })),
  };
}

const isReference = (policy: object): boolean =>
  Object.keys(policy).every((key) => key === 'Ref' || key.startsWith('Fn::'));

const arnOf = (policy: unknown): unknown =>
  typeof policy === 'string' && !policy.startsWith('arn:')
    ? `arn:aws:iam::aws:policy/${policy}`
    : policy;

function documentOf(policy: Properties): Properties | null {
  if ('Statement' in policy) return policy;
  const [entry] = Object.entries(policy);
  if (!entry) return null;
  const [name, parameters] = entry;
  const template = TEMPLATES[name];
  if (!template || !isObject(parameters)) return null;
  const value = parameters[template.parameter];
  const Resource = template.arn.map((arn) => ({ 'Fn::Sub': [arn, { name: value }] }));
  return { Statement: [{ Effect: 'Allow', Action: template.actions, Resource }] };
}
