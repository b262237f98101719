import type { FunctionName } from '../../cdk/functions/functions.ts';
import type { Asked } from './fault-proxy.ts';
import { templateOf } from './template.ts';

/** What Lambda and CDK need of a role, and no code of ours asks: log, traces, what an event source reads. */
const NOT_ASKED_BY_CODE =
  /^(logs|xray):|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$|^sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueueUrl)$/u;

/** The actions that the role of a function may do for its code, sorted. */
export function grantedTo(name: FunctionName): readonly string[] {
  const actions = templateOf('dev')
    .statementsOf(name)
    .flatMap(({ Action }) => Action)
    .filter((action) => !NOT_ASKED_BY_CODE.test(action));
  return [...new Set(actions)].toSorted();
}

/** The actions that calls need, sorted. */
export function actionsOf(asked: readonly Asked[]): readonly string[] {
  return [...new Set(asked.flatMap(actionsOfCall))].toSorted();
}

interface TransactItem {
  readonly [kind: string]: unknown;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
function actionsOfCall({ operation, input }: Asked): readonly string[] {
  if (operation === 'TransactWriteItems') {
    const items = (input['TransactItems'] ?? []) as readonly TransactItem[];
    return items.flatMap(Object.keys).map((kind) => `dynamodb:${kind}Item`);
  }
  const service = Object.entries(SERVICES).find(([, operations]) => operations.test(operation));
  if (!service) throw new Error(`Which service answers ${operation}?`);
  return [`${service[0]}:${OTHER_NAMES[operation] ?? operation}`];
}

const SERVICES: Readonly<Record<string, RegExp>> = {
  dynamodb: /^(Batch)?(Get|Put|Update|Delete|Write)Item$|^Query$|^Scan$/u,
  'cognito-idp': /^Admin/u,
  sqs: /Queue|Message/u,
  s3: /^PutObject$/u,
  ses: /^SendEmail$/u,
  appsync: /^PublishUserChange$/u,
};

/** Where the action has another name than the call. */
const OTHER_NAMES: Readonly<Record<string, string>> = { PublishUserChange: 'GraphQL' };

/** Of both readers of the stream, in the table, queue and bucket that all that fails goes to. */
const SETTING_ASIDE = {
  'dynamodb:PutItem': 'a change is set aside',
  'dynamodb:Query': 'what was set aside is worked off',
  'dynamodb:UpdateItem': 'who is at a person whose change was set aside',
  'dynamodb:DeleteItem': 'what was set aside is done',
  'sqs:SendMessage': 'it wakes itself for what was set aside',
  'sqs:GetQueueAttributes': 'its event source looks how much waits',
  's3:PutObject': 'a change is given up',
  's3:ListBucket': 'Lambda looks whether the bucket of what is given up is there',
} as const;

type Rare = Readonly<Partial<Record<FunctionName, Readonly<Record<string, string>>>>>;

/** What is granted for moments that not each run of the suite brings about on the running system, and for which. */
export const RARELY_ASKED: Rare = {
  'create-user': {
    'cognito-idp:AdminDeleteUser': 'the loser of two at once takes its Cognito user back',
    'cognito-idp:AdminGetUser': 'a Cognito user without a record is adopted',
    'cognito-idp:AdminUpdateUserAttributes':
      'Cognito still holds an address that the table has freed',
    'dynamodb:Query': 'whether whom it adopts was deleted',
  },
  'resend-invitation': {
    'cognito-idp:AdminUpdateUserAttributes': 'Cognito has not heard of another address yet',
  },
  'search-users': {
    'dynamodb:BatchGetItem': 'whom an index of words finds, in a directory where it pays',
  },
  'change-backlog': {
    'sqs:GetQueueAttributes':
      'always: but the SDK asks at the address of the queue, where nobody listens in',
  },
  'reset-factors': {
    'cognito-idp:AdminSetUserMFAPreference':
      'a pool with second factors, which that of dev has not',
    'cognito-idp:AdminDeleteSoftwareToken': 'the same: test/functions/reset-factors.test.ts',
    'ses:SendEmail': 'the same: nobody is told where nothing is taken away',
    'dynamodb:UpdateItem': 'the same',
  },
  'publish-changes': SETTING_ASIDE,
  'sync-identity': {
    ...SETTING_ASIDE,
    'cognito-idp:AdminEnableUser':
      'a reactivation, unless it came before the suspension was heard of',
  },
  'remind-invited': {
    'dynamodb:Query': 'once a day, at 9: test/api/restart.test.ts',
    'dynamodb:GetItem': 'the same',
    'dynamodb:PutItem': 'the same',
    'dynamodb:DeleteItem': 'a reminder could not be mailed',
    'ses:SendEmail': 'the same as the first',
  },
  'delete-user': { 'dynamodb:UpdateItem': 'an active administrator leaves the list' },
};
