import { IGNORED_TYPES } from '../../local/assembly/ignored.ts';
import { INTRINSICS } from '../../local/assembly/intrinsics.ts';
import { RESOURCE_TYPES } from '../../local/assembly/resources/index.ts';
import { CONSEQUENCES, OTHERWISE } from '../../local/assembly/unsupported.ts';
import { code, codes, supportTable, table } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const TESTS = [
  'test/local/assembly/api.test.ts',
  'test/local/assembly/resources.test.ts',
  'test/local/assembly/cognito.test.ts',
  'test/local/assembly',
];

/** How CDK names what makes a type, where tests use its constructs. */
const CONSTRUCTS: Readonly<Record<string, string>> = {
  'AWS::AppSync::ApiCache': 'ApiCache',
  'AWS::AppSync::ApiKey': 'apiKeys',
  'AWS::AppSync::DataSource': 'dataSources',
  'AWS::AppSync::FunctionConfiguration': 'AppsyncFunction',
  'AWS::AppSync::GraphQLApi': 'GraphqlApi',
  'AWS::AppSync::GraphQLSchema': 'Definition',
  'AWS::AppSync::Resolver': 'resolvers',
  'AWS::CloudFormation::Stack': 'NestedStack',
  'AWS::Cognito::UserPool': 'UserPool',
  'AWS::Cognito::UserPoolClient': 'addClient',
  'AWS::Cognito::UserPoolDomain': 'addDomain',
  'AWS::Cognito::UserPoolGroup': 'CfnUserPoolGroup',
  'AWS::Cognito::UserPoolResourceServer': 'addResourceServer',
  'AWS::DynamoDB::GlobalTable': 'TableV2',
  'AWS::DynamoDB::Table': 'Table',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicy',
  'AWS::IAM::Policy': 'addToPolicy',
  'AWS::IAM::Role': 'Role',
  'AWS::IAM::RolePolicy': 'CfnRolePolicy',
  'AWS::Lambda::Alias': 'addAlias',
  'AWS::Lambda::EventInvokeConfig': 'configureAsyncInvoke',
  'AWS::Lambda::EventSourceMapping': 'DynamoEventSource',
  'AWS::Lambda::Function': 'Function',
  'AWS::Lambda::Version': 'currentVersion',
  'AWS::SQS::Queue': 'Queue',
};

const PARTLY: Readonly<Record<string, string>> = {
  'AWS::AppSync::GraphQLApi': 'Merged APIs are named at start and not run.',
  'AWS::AppSync::Resolver':
    'VTL mapping templates are named at start; fields that use them answer `UnsupportedResolver`.',
  'AWS::AppSync::FunctionConfiguration': 'Like resolvers.',
  'AWS::DynamoDB::GlobalTable': 'A table in one region; its replicas are not there.',
  'AWS::Events::EventBus':
    'Events of AppSync are written to the log and delivered to nobody; named at start.',
  'AWS::Lambda::Alias': 'Leads to the function; there is one version.',
  'AWS::Lambda::EventInvokeConfig': 'Destinations are queues and functions.',
  'AWS::Lambda::EventSourceMapping': 'DynamoDB streams only; others are named at start.',
  'AWS::Lambda::Function':
    'Node.js runtimes with a folder or inline text as code; without layers, file systems, VPC.',
  'AWS::Lambda::Version': 'Leads to the function; there is one version.',
  'AWS::SQS::Queue':
    'Takes what Lambda gives up on, shown at `/dead-letters`, and what SDKs send; no redrive policy, FIFO order or delay is kept.',
  ...Object.fromEntries(
    ['ManagedPolicy', 'Policy', 'RolePolicy'].map((name) => [`AWS::IAM::${name}`, 'Like roles.']),
  ),
  'AWS::IAM::Role':
    'Gives functions their own key and identity. Its policies are enforced for `appsync:GraphQL` only: calls of functions and data sources to DynamoDB, Lambda, Cognito and queues are not held against them.',
};

export function cloudformation(): Section {
  const types = rowsOf(Object.keys(RESOURCE_TYPES), {
    tests: TESTS,
    sign: (name) => CONSTRUCTS[name] ?? name,
    notes: {
      'AWS::AppSync::ApiCache':
        'All three behaviours, in memory; a restart flushes it. Its `Type` and metrics say nothing here.',
    },
    partly: PARTLY,
  });
  const intrinsics = rowsOf(Object.keys(INTRINSICS), {
    tests: ['test/local/assembly/intrinsics.test.ts', 'test/local/assembly'],
    sign: (name) => name.replace(/^Fn::/, ''),
  });
  return {
    title: 'CloudFormation',
    body: [
      'Several stacks, nested stacks, conditions, mappings, parameters with defaults, exports and weak cross-stack references are read.',
      supportTable('resource type', types),
      '**Functions.** Anything else that begins with `Fn::`, and dynamic references (`{{resolve:...}}`), stop the start with `ERR_UNRESOLVED_INTRINSIC`.',
      supportTable('function', intrinsics),
      '**Ignored on purpose**, without a word at start:',
      table(
        ['resource type', 'because'],
        Object.entries(IGNORED_TYPES).map(([type, reason]) => [code(type), reason]),
      ),
      `**All other types** are listed at start by stack, logical id and type, with what that means. References to them give a name, an ARN or an address that leads nowhere (${codes(['*.invalid'])}), so that an app which only passes them around runs.`,
      table(
        ['resource type', 'consequence'],
        [
          ...Object.entries(CONSEQUENCES).map(([type, consequence]) => [code(type), consequence]),
          ['any other', OTHERWISE],
        ],
      ),
    ],
  };
}
