/** How a number is known: no account was at hand to look it up in Service Quotas. */
export type Known = 'page of AWS' | 'unverified';

/** What AWS lets through in a second, in us-east-1, before anybody asks for more. */
export interface Quota {
  readonly name: string;
  /** Of what in a second. */
  readonly perSecond: number;
  readonly unit: string;
  /** Whether Service Quotas raises it. */
  readonly raised: 'on request' | 'for a price' | 'by itself' | 'never';
  readonly source: string;
  readonly known: Known;
}

const COGNITO = 'https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html';
const APPSYNC = 'https://docs.aws.amazon.com/general/latest/gr/appsync.html';
const PARTITION =
  'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html';

/** All that the simulation knows of. */
export const QUOTAS = {
  requests: quota('AppSync, request tokens', 10_000, 'requests', 'on request', APPSYNC),
  connects: quota('AppSync, new connections', 2_000, 'connections', 'on request', APPSYNC),
  published: quota('AppSync, inbound messages', 10_000, 'published changes', 'on request', APPSYNC),
  delivered: quota('AppSync, outbound messages', 1_000_000, 'deliveries', 'on request', APPSYNC),
  authentication: quota(
    'Cognito, UserAuthentication',
    120,
    'calls; a sign-in by SRP is two',
    'for a price',
    COGNITO,
  ),
  creation: quota('Cognito, UserCreation', 50, 'calls', 'for a price', COGNITO),
  update: quota(
    'Cognito, UserUpdate',
    25,
    'calls: groups, attributes, enabling, deleting, ending sessions',
    'never',
    COGNITO,
  ),
  read: quota('Cognito, UserRead', 120, 'calls', 'for a price', COGNITO),
  resourceRead: quota(
    'Cognito, UserResourceRead',
    50,
    'calls: who is in which group',
    'for a price',
    COGNITO,
  ),
  resourceUpdate: quota('Cognito, UserResourceUpdate', 25, 'calls: factors', 'never', COGNITO),
  recovery: quota('Cognito, UserAccountRecovery', 30, 'calls: passwords', 'never', COGNITO),
  write: quota(
    'DynamoDB, the table with its indexes',
    40_000,
    'write units',
    'on request',
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html',
  ),
  orderTail: quota(
    'DynamoDB, the last partition of the index byCreated',
    1_000,
    'write units: everybody new is last',
    'never',
    PARTITION,
  ),
  countsItem: quota(
    'DynamoDB, the item of the counts',
    500,
    'transactions of 2 units',
    'never',
    PARTITION,
  ),
  lambda: quota(
    'Lambda, runs at once',
    1_000,
    'seconds of runs in a second',
    'on request',
    'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  ),
} as const satisfies Readonly<Record<string, Quota>>;

/** A limit by its name. */
export type QuotaName = keyof typeof QUOTAS;

function quota(
  name: string,
  perSecond: number,
  unit: string,
  raised: Quota['raised'],
  source: string,
  known: Known = 'page of AWS',
): Quota {
  return { name, perSecond, unit, raised, source, known };
}
