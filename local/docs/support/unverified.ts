import { link, table } from './markdown.ts';
import type { Section } from './markdown.ts';
import { COGNITO } from './unverified-cognito.ts';
import { DATA_SOURCES } from './unverified-data-sources.ts';
import { APIS } from './unverified-apis.ts';
import { GRAPHQL } from './unverified-graphql.ts';
import { HELPERS } from './unverified-helpers.ts';
import { LANGUAGE } from './unverified-language.ts';
import { type Inference, from } from './inference.ts';

/** By area. Whoever settles one on AWS removes it here and pins it with a test. */
export const INFERENCES: Readonly<Record<string, readonly Inference[]>> = {
  Resolvers: from('local/', [
    [
      'a NONE request without `payload`',
      '`ctx.result` is the request itself, null when it is empty',
      'data-sources/NONE.ts',
    ],
    ['a response handler that returns nothing', 'the field is null', 'resolver-runs/run-state.ts'],
    [
      '`util.error` in a function of a pipeline',
      'the resolver’s response handler does not run either',
      'resolver-runs/pipeline.ts',
    ],
    [
      '`runtime.earlyReturn` in the request of a pipeline resolver',
      'its value is `ctx.prev.result` of the response handler',
      'resolver-runs/pipeline.ts',
    ],
    [
      'a request object that cannot be read',
      'ends the run with `MappingTemplate`, in the words known from VTL',
      'data-sources/answers.ts',
    ],
    [
      'a batch of a resolver without code, answered with elements that are no objects',
      'null, as the `data` they do not have',
      'resolver-runs/direct-lambda.ts',
    ],
    ['names in `ctx.request.headers`', 'in lower case', 'gateway/graphql-route.ts'],
  ]),
  'Other laptops than Linux x64': from('local/', [
    [
      'macOS and Linux arm64',
      'npm installs the engine that fits; without a memory limit on macOS',
      'services/dynamodb/engine-binary.ts',
    ],
    [
      'Windows',
      'an engine that a killed process left behind is ended by the next start, processes are told apart by powershell and ended by taskkill',
      'shared/processes.ts',
    ],
  ]),
  ...LANGUAGE,
  ...HELPERS,
  ...DATA_SOURCES,
  Caching: from('local/', [
    [
      'handlers of a resolver whose result is cached',
      'do not run; stash, headers and errors of the first run are not repeated',
      'resolver-runs/api-cache.ts',
    ],
    [
      'FULL_REQUEST_CACHING of a field below the root',
      'its source is part of the key, as without caching keys',
      'resolver-runs/api-cache.ts',
    ],
    [
      'resolvers of mutation and subscription fields',
      'are never cached',
      'resolver-runs/api-cache.ts',
    ],
    ['a result with an error beside it', 'is not cached', 'resolver-runs/api-cache.ts'],
    [
      '`apiCacheEntriesDeleted` when no entry went',
      'absent; the entries go when the mutation is done',
      'graphql/engine.ts',
    ],
  ]),
  'Direct Lambda resolvers': from('local/resolver-runs/', [
    [
      'a plain `Error`',
      '`Lambda:Unhandled`; other names become the `errorType`, as documented',
      'direct-lambda.ts',
    ],
  ]),
  ...APIS,
  ...GRAPHQL,
  'Roles and policies': from('local/', [
    [
      'the type and text of a data source’s refusal',
      '`DynamoDB:DynamoDbException` was seen; those of Lambda, of older reports, and of EventBridge are inferred from it',
      'data-sources/AWS_LAMBDA.ts',
    ],
    [
      'what a failed `Custom` or conflict function without permission does',
      'as if it had rejected the write',
      'data-sources/service-role.ts',
    ],
    [
      'what AppSync reads of a versioned table for itself',
      'the role has to allow GetItem, and PutItem on the delta table; not DescribeTable or ConditionCheckItem',
      'data-sources/AMAZON_DYNAMODB/versioned/versioned-write.ts',
    ],
    [
      '`dynamodb:Select` of a call that names none',
      '`SPECIFIC_ATTRIBUTES` with a projection, else `ALL_ATTRIBUTES`',
      'services/dynamodb/request-context.ts',
    ],
    [
      'GetRecords by a function',
      'is allowed with the right to read any stream of the app: the iterator does not tell which',
      'services/dynamodb/access.ts',
    ],
    [
      'grants on an alias or version of a function',
      'are grants on the function: there is one code',
      'services/lambda/access.ts',
    ],
    [
      'ListStreams, when an event source is made',
      'is asked of the stream, not of all',
      'services/lambda/access.ts',
    ],
    ['the status of SQS’s `AccessDenied`', '400, as of its other errors', 'services/sqs/queues.ts'],
    [
      'the event of an object that Lambda puts',
      'as of any `PutObject`',
      'services/s3/object-created.ts',
    ],
    [
      'the identity that SES holds a sender to',
      'its address or its domain, whichever is granted',
      'services/ses/ses.ts',
    ],
    [
      'a Lambda authorizer that AppSync may not invoke, in real time',
      '`BadRequestException` with the code 401',
      'auth/refusals.ts',
    ],
  ]),
  ...COGNITO,
  'Real time': from('local/realtime/', [
    ['`ne`, `notIn`, `notContains` on a field that is missing', 'true', 'operators/comparisons.ts'],
    ['`between`', 'the ends are out, as AWS’s example reads', 'operators/comparisons.ts'],
    [
      'an argument given as null',
      'matches payloads whose field is null or was not selected',
      'filters.ts',
    ],
    [
      'several `in` in one entry of a filter',
      'their values are added, not multiplied',
      'filter-limits.ts',
    ],
    [
      'filters that AppSync refuses',
      'an `error` frame with errorCode 400; the texts for an unknown operator and a wrong form are ours',
      'filter-limits.ts',
    ],
    [
      'more than five field names in a filter',
      'refused in one entry, as documented; AWS may count those of the whole group',
      'filter-limits.ts',
    ],
    [
      'several root fields in one subscription',
      '`DuplicatedOperationError`, none is started',
      'messages/start.ts',
    ],
    [
      '`start` before any `connection_init`',
      'is served, with a warning in the log: AWS’s page calls `connection_init` optional',
      'connection.ts',
    ],
    [
      'when `connection_error` is sent',
      'as the answer to the first message, or after 1 s: clients that listen late would miss it',
      'connection.ts',
    ],
    ['the interval of `ka`', '60 s, the first at once', 'protocol.ts'],
    ['close codes', '1000, 1001, 1008, 1013', 'protocol.ts'],
    [
      'credentials that are not base64 of JSON',
      '`BadRequestException`, errorCode 400',
      'handshake.ts',
    ],
    ['an id that is in use', '`DuplicatedOperationError`', 'messages/start.ts'],
    [
      'too many subscriptions',
      '`Max number of 200 subscriptions reached`; seen with the older limit of 100',
      'messages/start.ts',
    ],
    [
      'an invalidated subscription',
      '`complete` with `Subscription complete.`, then close code 1000',
      'connection.ts',
    ],
    ['delivery', 'not awaited by the mutation; in order; no replay', 'fan-out.ts'],
    ['`host` in the credentials', 'is not compared with the API', 'handshake.ts'],
  ]),
  EventBridge: from('local/services/events/', [
    [
      'PutEvents on a bus that is not there',
      'the event has an id and goes nowhere, with a warning in the log',
      'routing.ts',
    ],
    [
      'a variable of an input transformer that the event does not have',
      'an empty text',
      'target-input.ts',
    ],
    [
      'message attributes of dead letters of a schedule',
      'those of rules, with `SCHEDULE_ARN` in place of `RULE_ARN`',
      'schedules/plan.ts',
    ],
    [
      'a rate without a start',
      'is counted from the start of the engine, and runs first when it is over',
      'schedules/next-run.ts',
    ],
    [
      'cron at an hour that the change to daylight saving time leaves out or repeats',
      'as the package croner has it',
      'schedules/next-run.ts',
    ],
  ]),
  SNS: from('local/services/sns/', [
    [
      'what a subscription’s dead-letter queue gets',
      'what the endpoint would have got, without attributes',
      'topics.ts',
    ],
  ]),
  SQS: from('local/services/sqs/', [
    [
      'the texts about a name in `MessageSystemAttributes` that is not `AWSTraceHeader`, and about its type',
      'our own',
      'sent-attributes.ts',
    ],
    [
      '`CreatedTimestamp` and `LastModifiedTimestamp` of a queue',
      'both when the data folder first held it, whatever the template changed since',
      'queue-times.ts',
    ],
    [
      '`SenderId` of what a service sent: SNS, EventBridge, a destination',
      'the id of the account',
      'actions/ReceiveMessage.ts',
    ],
    [
      '`ApproximateReceiveCount` of a message that was moved to the dead-letter queue',
      'goes on from what it was in its source queue; so does the time of the first receipt',
      'store.ts',
    ],
  ]),
  Lambda: from('local/services/lambda/', [
    ['back-off of an event source mapping', '250 ms, doubled to 10 s', 'event-sources/deliver.ts'],
  ]),
};

/** What only AWS could show. */
export function unverified(): Section {
  return {
    title: 'Unverified against AWS',
    body: [
      'No AWS account stood beside this engine while it was written: its behaviour comes from AWS’s documents, from AWS’s published types and lint plugin, and from answers of the service that others published. Where those say nothing, this is what the engine does.',
      ...Object.entries(INFERENCES).flatMap(([area, entries]) => [
        `### ${area}`,
        table(
          ['what', 'here', 'in'],
          entries.map(({ what, here, file }) => [what, here, link(file)]),
        ),
      ]),
    ],
  };
}
