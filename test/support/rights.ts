import type { FunctionName } from '../../cdk/functions/functions.ts';
import type { Asked } from './fault-proxy.ts';
import { actions, templateOf, type Statement } from './template.ts';

/** What Lambda and CDK need of a role, and no code of ours asks: log, traces, what an event source reads. */
const NOT_ASKED_BY_CODE =
  /^(logs|xray):|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$|^sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueueUrl)$/u;

/**
 * What the role of a function may do for its code, sorted: `dynamodb:GetItem on UsersTable of USER#*` for an action, a
 * resource, and where it says so the beginning of partition keys.
 */
export function grantedTo(name: FunctionName): readonly string[] {
  const rights = templateOf('dev')
    .statementsOf(name)
    .flatMap((statement) => {
      const { Condition = {} } = statement as LimitedStatement;
      const families = Condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? [null];
      const resources = [statement.Resource].flat().map(nameOf);
      return actions(statement)
        .filter((action) => !NOT_ASKED_BY_CODE.test(action))
        .flatMap((action) =>
          resources.flatMap((on) => families.map((keys) => rightOf(action, on, keys))),
        );
    });
  return [...new Set(rights)].toSorted();
}

interface LimitedStatement extends Statement {
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** What calls need, sorted, in the same words; a key is whole. */
export function rightsFor(asked: readonly Asked[]): readonly string[] {
  return [...new Set(asked.flatMap(rightsForCall))].toSorted();
}

/** Whether what is granted is what a call needs. */
export function covers(granted: string, needed: string): boolean {
  const pattern = granted.replaceAll(/[\\^$.|?+()[\]{}]/gu, String.raw`\$&`).replaceAll('*', '.*');
  // A grant that says nothing of keys is of all items.
  return new RegExp(`^${pattern}${granted.includes(' of ') ? '' : '(?: of .*)?'}$`, 'isu').test(
    needed,
  );
}

const rightOf = (action: string, on: string, keys: string | null): string =>
  keys === null ? `${action} on ${on}` : `${action} on ${on} of ${keys}`;

/** A resource of a policy without what says where: the constructs' own name of it. */
const nameOf = (resource: unknown): string => shortened(textOf(resource));

/** References by the logical ids that they are of. */
function textOf(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const [[intrinsic, value] = ['', '']] = Object.entries(resource as Record<string, unknown>);
  if (intrinsic !== 'Fn::Join') return String([value].flat()[0]);
  const [, parts] = value as [string, readonly unknown[]];
  return parts.map(textOf).join('');
}

/** Without the stack, the hash of a logical id, and an ARN's beginning. */
const shortened = (name: string): string =>
  name
    .replace(/^.*\/types\/(\w+)\/fields\/(\w+)$/u, '$1.$2')
    .replace(/^.*:(?=identity\/)/u, '')
    .replace(/^UserManager-dev-(?:Api-)?/iu, '')
    .replace(/^EventSources/iu, '')
    .replace(/^([a-z]+?)[0-9a-f]{8}(?=\/|$)/iu, '$1');

type Fields = Readonly<Record<string, unknown>>;

/** A key or item as it is on the wire. */
type Wire = Readonly<Record<string, { readonly S?: string } | undefined>>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html */
function rightsForCall({ operation, input }: Asked): readonly string[] {
  if (operation === 'TransactWriteItems') {
    const items = (input['TransactItems'] ?? []) as readonly Readonly<Record<string, Fields>>[];
    return items
      .flatMap((item) => Object.entries(item))
      .map(([kind, of]) => rightOf(`dynamodb:${kind}Item`, tableOf(of), partitionOf(of)));
  }
  if (operation === 'BatchGetItem') {
    const tables = Object.entries(input['RequestItems'] as Record<string, { Keys: Wire[] }>);
    return tables.flatMap(([TableName, { Keys }]) =>
      Keys.map((Key) =>
        rightOf('dynamodb:BatchGetItem', tableOf({ TableName }), partitionOf({ Key })),
      ),
    );
  }
  if (/^(?:Get|Put|Update|Delete)Item$|^Query$/u.test(operation)) {
    return [rightOf(`dynamodb:${operation}`, tableOf(input), partitionOf(input))];
  }
  return [otherRight(operation, input)];
}

const tableOf = ({ TableName, IndexName }: Fields): string =>
  shortened(String(TableName)) + (typeof IndexName === 'string' ? `/index/${IndexName}` : '');

/** The partition key of what is read or written; null where the call does not tell. */
function partitionOf({ Key, Item, ...query }: Fields): string | null {
  const item = (Key ?? Item) as Wire | undefined;
  if (item) return item['pk']?.S ?? null;
  const [, placeholder = ''] =
    /^#?\w+ = (:\w+)/u.exec(String(query['KeyConditionExpression'])) ?? [];
  return (query['ExpressionAttributeValues'] as Wire | undefined)?.[placeholder]?.S ?? null;
}

function otherRight(operation: string, input: Fields): string {
  if (operation.startsWith('Admin')) return `cognito-idp:${operation} on UserPool`;
  if (operation === 'SendEmail') {
    return `ses:SendEmail on identity/${String(input['FromEmailAddress'])}`;
  }
  if (operation === 'PutObject') {
    return `s3:PutObject on ${shortened(String(input['path']).slice(1))}`;
  }
  if (operation === 'PublishUserChange') return 'appsync:GraphQL on Mutation.publishUserChange';
  const queue = /[^/]+$/u.exec(String(input['QueueUrl']))?.[0];
  if (queue === undefined || queue === 'undefined') {
    throw new Error(`Which service answers ${operation}?`);
  }
  return `sqs:${operation} on ${shortened(queue)}`;
}

/** Of both readers of the stream, in the table, queue and bucket that all that fails goes to. */
const SETTING_ASIDE = {
  'dynamodb:PutItem on parkedchangesTable': 'a change is set aside',
  'dynamodb:Query on parkedchangesTable': 'what was set aside is worked off',
  'dynamodb:UpdateItem on parkedchangesTable': 'who is at a person whose change was set aside',
  'dynamodb:DeleteItem on parkedchangesTable': 'what was set aside is done',
  'sqs:SendMessage on parkedchanges*queue': 'it wakes itself for what was set aside',
  'sqs:GetQueueAttributes on parkedchanges*queue': 'its event source looks how much waits',
  's3:PutObject on failedchangesBucket/*': 'a change is given up',
  's3:ListBucket on failedchangesBucket':
    'Lambda looks whether the bucket of what is given up is there',
} as const;

/** Of all that mail. */
const MAILING = {
  'ses:SendEmail on identity/example.com': 'SES has verified the address, or its domain',
} as const;

/** Of all that change a record. */
const LIST = {
  'dynamodb:UpdateItem on UsersTable of DIRECTORY':
    'who is an active administrator comes onto the list, or leaves it',
} as const;

type Rare = Readonly<Partial<Record<FunctionName, Readonly<Record<string, string>>>>>;

/** What is granted for moments that not each run of the suite brings about on the running system, and for which. */
export const RARELY_ASKED: Rare = {
  'create-user': {
    'cognito-idp:AdminDeleteUser on *': 'the loser of two at once takes its Cognito user back',
    'cognito-idp:AdminGetUser on *': 'a Cognito user without a record is adopted',
    'cognito-idp:AdminSetUserPassword on *':
      'the same, invited in words of its own: test/functions/invitation-wording.test.ts',
    'ses:SendEmail on *': 'the same words',
    'cognito-idp:AdminUpdateUserAttributes on *':
      'Cognito still holds an address that the table has freed',
    'dynamodb:Query on *': 'whether whom it adopts was deleted',
  },
  'resend-invitation': {
    'cognito-idp:AdminUpdateUserAttributes on *': 'Cognito has not heard of another address yet',
    'cognito-idp:AdminSetUserPassword on *':
      'in other words: test/functions/invitation-wording.test.ts',
    'ses:SendEmail on *': 'the same',
  },
  'search-users': {
    'dynamodb:BatchGetItem on *': 'whom an index of words finds, in a directory where it pays',
  },
  'change-backlog': {
    'sqs:GetQueueAttributes on *':
      'always: but the SDK asks at the address of the queue, where nobody listens in',
  },
  'reset-factors': {
    'cognito-idp:AdminSetUserMFAPreference on *':
      'a pool with second factors, which that of dev has not',
    'cognito-idp:AdminDeleteSoftwareToken on *': 'the same: test/functions/reset-factors.test.ts',
    'ses:SendEmail on *': 'the same: nobody is told where nothing is taken away',
    'dynamodb:UpdateItem on *': 'the same',
  },
  'sign-out-everywhere': LIST,
  'revoke-session': LIST,
  'suspend-user': LIST,
  'reactivate-user': LIST,
  'record-sign-in': {
    'dynamodb:UpdateItem on UsersTable of DIRECTORY':
      'an invited administrator signs in for the first time',
  },
  'purge-user': {
    'dynamodb:DeleteItem on parkedchangesTable': 'changes of the person are set aside just then',
  },
  'update-user': MAILING,
  'request-email-change': MAILING,
  'confirm-email-change': MAILING,
  'publish-changes': {
    ...SETTING_ASIDE,
    'dynamodb:PutItem on UsersTable of DIRECTORY':
      'one statement with the markers, which are in one transaction with the counts',
  },
  'sync-identity': {
    ...SETTING_ASIDE,
    'cognito-idp:AdminSetUserPassword on *':
      'an invitation goes on to another address, in its language: test/functions/invitation-wording.test.ts',
    'ses:SendEmail on *': 'the same',
    'cognito-idp:AdminEnableUser on *':
      'a reactivation, unless it came before the suspension was heard of',
  },
  'remind-invited': {
    'dynamodb:Query on *': 'once a day, at 9: test/api/restart.test.ts',
    'dynamodb:PutItem on *': 'the same',
    'dynamodb:DeleteItem on *': 'a reminder could not be mailed',
    'ses:SendEmail on *': 'the same as the first',
  },
  'delete-user': { 'dynamodb:UpdateItem on *': 'an active administrator leaves the list' },
};
