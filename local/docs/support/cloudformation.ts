import { IGNORED_TYPES } from '../../assembly/checks/ignored-types.ts';
import { INTRINSICS } from '../../assembly/template/intrinsics.ts';
import { RESOURCE_TYPES } from '../../assembly/resources/index.ts';
import { UNSUPPORTED_SETTINGS } from '../../assembly/checks/unsupported-settings.ts';
import { CONSEQUENCES, OTHERWISE } from '../../assembly/checks/unsupported-types.ts';
import { code, codes, supportTable, table } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const TESTS = [
  'local/test/assembly/api.test.ts',
  'local/test/assembly/resources.test.ts',
  'local/test/assembly/cognito.test.ts',
  'local/test/assembly/database-clusters.test.ts',
  'local/test/assembly',
];

/** How CDK names what makes a type, where no test has the type in its title. */
const CONSTRUCTS: Readonly<Record<string, string>> = {
  'AWS::AppSync::Api': 'EventApi',
  'AWS::AppSync::ChannelNamespace': 'addChannelNamespace',
  'AWS::AppSync::FunctionConfiguration': 'AppsyncFunction',
  'AWS::AppSync::GraphQLSchema': 'Definition',
  'AWS::CloudFormation::Stack': 'NestedStack',
  'AWS::Cognito::UserPoolDomain': 'addDomain',
  'AWS::Cognito::UserPoolGroup': 'CfnUserPoolGroup',
  'AWS::Cognito::UserPoolResourceServer': 'addResourceServer',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicy',
  'AWS::IAM::Policy': 'addToPolicy',
  'AWS::IAM::RolePolicy': 'CfnRolePolicy',
  'AWS::Lambda::Alias': 'addAlias',
  'AWS::Lambda::EventInvokeConfig': 'configureAsyncInvoke',
  'AWS::Lambda::Permission': 'addPermission',
  'AWS::Lambda::Version': 'currentVersion',
  'AWS::SQS::QueuePolicy': 'enforceSSL',
  'Custom::S3BucketNotifications': 'addEventNotification',
};

const WIDE_KEYS =
  'An index whose key has several partition or sort attributes is left out and named at start.';
const SETTINGS = 'Settings that are not played are named at start, below.';

const PARTLY: Readonly<Record<string, string>> = {
  'AWS::AppSync::Api': 'Of the kind that has channels; logging and owner are not read.',
  'AWS::AppSync::DataSource':
    'The types of the next section; others are named at start, as are tables and functions that are not in the assembly.',
  'AWS::AppSync::GraphQLApi':
    '`LogConfig`: `--log debug` prints what CloudWatch would show; the form of its ' +
    '`RequestMapping` and `ResponseMapping` is unverified, its role is not asked.',
  'AWS::AppSync::SourceApiAssociation':
    'Sources are merged at every start, those with `MANUAL_MERGE` too; the execution role is not asked.',
  'AWS::AppSync::Type': 'Definitions in SDL; one in JSON is named at start.',
  'AWS::Cognito::UserPool': SETTINGS,
  'AWS::DynamoDB::GlobalTable': `A table in one region, on demand. ${WIDE_KEYS} ${SETTINGS}`,
  'AWS::DynamoDB::Table': `${WIDE_KEYS} ${SETTINGS}`,
  'AWS::Events::EventBus':
    'In one region and account: archives, policies and partners are not there.',
  'AWS::Events::Rule':
    'Targets are functions, queues, topics, state machines and buses; others are named at start.',
  'AWS::Lambda::Alias': 'Leads to the function; there is one version.',
  'AWS::Lambda::EventInvokeConfig': 'Destinations are queues and functions.',
  'AWS::Lambda::EventSourceMapping':
    'DynamoDB streams and standard SQS queues, without filters; others are named at start.',
  'AWS::Lambda::Function': `Node.js and Python runtimes with a folder, a ZIP archive or inline text as code; others are named at start. ${SETTINGS}`,
  'AWS::Lambda::LayerVersion': 'Packages of Node.js and Python; files are not at `/opt`.',
  'AWS::Lambda::Permission':
    'Asked for Cognito’s triggers, AppSync’s authorizers and roles; conditions are `SourceArn` and `SourceAccount`.',
  'AWS::Lambda::Version': 'Leads to the function; there is one version.',
  'AWS::Scheduler::Schedule': `Targets are functions, queues, topics, state machines and buses; universal ones are named at start. ${SETTINGS}`,
  'AWS::SecretsManager::Secret':
    'Given or generated, the same for a data folder; without rotation, replicas and resource policies.',
  'AWS::RDS::DBCluster':
    'Aurora PostgreSQL with `EnableHttpEndpoint`, reached by its Data API; others are named at start.',
  'AWS::RDS::DBInstance': 'Of a cluster; one of its own is named at start.',
  'AWS::SecretsManager::SecretTargetAttachment':
    'Leads to the secret; of a DB cluster, the secret tells how it is reached.',
  'AWS::SNS::Subscription':
    'By `sqs`, `lambda`, `email`, `email-json` and `sms`; others are named at start.',
  'AWS::SNS::Topic': 'Standard; a FIFO topic keeps no order of groups, and repeated messages stay.',
  'AWS::StepFunctions::StateMachine':
    'The definition as text, object or file in S3; versions, aliases and logging are not there.',
  'AWS::SQS::Queue': `Feeds functions, takes what Lambda gives up on and what was received too often (\`RedrivePolicy\`), shown at \`/dead-letters\`, and what SDKs send. ${SETTINGS}`,
  'AWS::SQS::QueuePolicy': 'What it says to roles; services may send.',
  ...Object.fromEntries(
    ['ManagedPolicy', 'Policy', 'RolePolicy'].map((name) => [`AWS::IAM::${name}`, 'Like roles.']),
  ),
  'AWS::IAM::Role':
    'Gives functions and data sources their own key and identity, and is enforced as under "Roles and policies". Trust policies are not read.',
};

/** Resource types, intrinsic functions and settings. */
export function cloudformation(): Section {
  const types = rowsOf(Object.keys(RESOURCE_TYPES), {
    tests: TESTS,
    sign: (name) => [`'${name.split('::').at(-1) ?? ''}:`, CONSTRUCTS[name] ?? name],
    notes: {
      'Custom::CrossRegionExportReader': 'What CDK makes for `crossRegionReferences`.',
      'Custom::DescribeCognitoUserPoolClient': 'What CDK makes for `userPoolClientSecret`.',
      'Custom::S3BucketNotifications': 'What CDK makes for `addEventNotification`.',
      'AWS::AppSync::ApiCache':
        'All three behaviours, in memory; a restart flushes it. Its `Type` and metrics say nothing here.',
    },
    partly: PARTLY,
  });
  const intrinsics = rowsOf(Object.keys(INTRINSICS), {
    tests: ['local/test/assembly/intrinsics.test.ts', 'local/test/assembly'],
    sign: (name) => name.replace(/^Fn::/, ''),
  });
  return {
    title: 'CloudFormation',
    body: [
      '`--assembly` names the output folder of `cdk synth` (v2, and v1 with its asset parameters), a CloudFormation template in JSON or YAML, or a folder of such templates. Files that a template names are found beside it, by a path or by the end of the place in S3 where they were uploaded to, as in a build of Amplify or what `serverless package` leaves in `.serverless` (the archive of its functions too). Of SAM, `Function` (with SQS and DynamoDB events and the most used policy templates), `SimpleTable` and `GraphQLApi` are written out; its other types are named at start.',
      'Several stacks, stages, nested stacks, conditions, mappings, parameters, exports, weak and cross-region references are read. A stack that names its region and account runs there: its ARNs and ids have them, and its functions `AWS_REGION`; any other in `us-east-1`, `000000000000`. Macros do not run and are named at start; `Fn::ForEach` is refused.',
      'Parameters without default, exports and SSM parameters of other apps and dynamic references (`{{resolve:...}}`) are given with `--parameter NAME=VALUE` or under `local.parameters` in package.json; a resource that needs one that is not given is left out and named, with the fields that need it; an API that does stops the start with `ERR_UNRESOLVED_INTRINSIC`. Context lookups that nobody answered at the synthesis are named. Of several stacks or stages `--stack NAME` chooses.',
      'What AppSync would refuse at the deployment is refused at start: two resolvers of one field, two data sources of one name, names and limits of its API reference, code without a runtime; and two functions, tables or queues of one name.',
      supportTable('resource type', types),
      '**Functions.** Anything else that begins with `Fn::` counts as a value that is missing.',
      supportTable('function', intrinsics),
      '**Settings that are not played**, each named at start:',
      table(
        ['resource type', 'setting', 'consequence'],
        Object.entries(UNSUPPORTED_SETTINGS).flatMap(([type, settings]) =>
          Object.entries(settings).map(([setting, { consequence }]) => [
            code(type),
            code(setting),
            consequence,
          ]),
        ),
      ),
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
