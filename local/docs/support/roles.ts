import { KNOWN_POLICIES } from '../../assembly/policies/aws-managed-policies.ts';
import { CONDITION_KEYS, OPERATORS } from '../../aws/iam/conditions.ts';
import { code, codes, link, table } from './markdown.ts';
import type { Section } from './markdown.ts';

const FIXTURE = 'local/test/fixtures/roles';
const EVALUATOR = 'local/test/aws/iam/permissions.test.ts';

/** Who is held to what, and how a refusal looks. */
const CALLS: readonly (readonly [caller: string, needs: string, refusal: string, test: string])[] =
  [
    [
      'an `AMAZON_DYNAMODB` data source',
      'the action of each call on the table or `table/NAME/index/INDEX`; of transactions those of their items, `ConditionCheckItem` among them; GetItem when a condition failed',
      '`DynamoDB:DynamoDbException` in ctx.error',
      `${FIXTURE}/data-sources.test.ts`,
    ],
    [
      'an `AWS_LAMBDA` data source',
      '`lambda:InvokeFunction`',
      '`Lambda:AWSLambdaException` in ctx.error',
      `${FIXTURE}/data-sources.test.ts`,
    ],
    [
      'an `AMAZON_EVENTBRIDGE` data source',
      '`events:PutEvents` on the bus',
      '`EventBridge:EventBridgeException` in ctx.error',
      `${FIXTURE}/data-sources.test.ts`,
    ],
    [
      'an `HTTP` data source with IAM authorization',
      'what the service behind it asks for: its key is the role’s, which AppSync, DynamoDB, Lambda and Cognito of this machine know',
      'of the service',
      'local/test/fixtures/orders/orders.test.ts',
    ],
    [
      'a function that calls DynamoDB',
      'as data sources; PartiQL and streams too',
      '400 `AccessDeniedException`',
      'local/test/services/dynamodb/access.test.ts',
    ],
    [
      'a function that calls Cognito, EventBridge, Lambda, S3, SQS or SES',
      'the action on the pool, bus, function, bucket or object, queue or sender identity',
      '`AccessDeniedException`; of SQS `AccessDenied`',
      `${FIXTURE}/functions.test.ts`,
    ],
    [
      'a function that asks the GraphQL API',
      '`appsync:GraphQL` on the root field',
      'an `Unauthorized` error',
      'local/test/auth/modes/AWS_IAM.test.ts',
    ],
    [
      'Cognito, for a trigger',
      'an `AWS::Lambda::Permission` for `cognito-idp.amazonaws.com`',
      '`UnexpectedLambdaException`',
      `${FIXTURE}/functions.test.ts`,
    ],
    [
      'AppSync, for a Lambda authorizer',
      'an `AWS::Lambda::Permission` for `appsync.amazonaws.com`',
      '400 `BadRequestException`, and a word at start',
      `${FIXTURE}/functions.test.ts`,
    ],
    [
      'EventBridge, for a function that a rule names',
      'an `AWS::Lambda::Permission` for `events.amazonaws.com`',
      'the event goes to the dead-letter queue of the target',
      'local/test/fixtures/bulletin/events.test.ts',
    ],
    [
      'a schedule of EventBridge Scheduler',
      'what the call of its target needs, by its own role',
      'its input goes to its dead-letter queue',
      'local/test/fixtures/bulletin/events.test.ts',
    ],
    [
      'an event source mapping',
      '`GetRecords`, `GetShardIterator`, `DescribeStream`, `ListStreams` on the stream; `SendMessage` on its queue',
      'the start ends with `ERR_FUNCTION`',
      `${FIXTURE}/refused-starts.test.ts`,
    ],
    [
      'dead-letter queues and destinations of functions',
      '`sqs:SendMessage`, `sns:Publish`, `lambda:InvokeFunction` or `events:PutEvents`',
      'the start ends with `ERR_FUNCTION`',
      `${FIXTURE}/refused-starts.test.ts`,
    ],
  ];

/** What is held to roles and policies. */
export function roles(): Section {
  return {
    title: 'Roles and policies',
    body: [
      `The roles of the template decide what data sources and functions may do, as on AWS: inline, attached and managed policies, the permissions boundary, explicit Deny, NotAction, NotResource, wildcards, policy variables and conditions (${link(EVALUATOR)}). The developer’s key \`local\`/\`local\`, and keys that the engine never handed out, may do everything. Signatures are verified by AppSync and Lambda; elsewhere the access key says who calls.`,
      'A role that is not in the assembly, or has a managed policy whose text is not known, is held to nothing; each function and data source with such a role is named at start. What the policies of tables and queues say to roles counts too; those of event buses are not read, nor are trust policies, session policies and service control policies.',
      table(
        ['caller', 'needs', 'refusal', 'test'],
        CALLS.map(([caller, needs, refusal, test]) => [caller, needs, refusal, link(test)]),
      ),
      `**Conditions** with the operators ${codes([...Object.keys(OPERATORS), 'Null'])}, with \`IfExists\`, \`ForAllValues\` and \`ForAnyValue\`, on the keys ${codes(CONDITION_KEYS)}. One on another key is named at start: an Allow holds without it, a Deny never does.`,
      `**AWS’s own policies** whose text on these services is known: ${KNOWN_POLICIES.map(code).join(', ')}.`,
    ],
  };
}
