/** How a price is known. No page of AWS could be opened when this was written: all are to be checked before budgeting. */
export type Evidence =
  /** A stored copy of AWS's own page says it. */
  | 'copy of the page'
  /** Several others write it of 2025 and 2026. */
  | 'others say so'
  /** From memory. */
  | 'unverified';

/** What one unit costs, in USD. */
export interface Price {
  readonly usd: number;
  /** For how many units. */
  readonly per: number;
  readonly unit: string;
  readonly source: string;
  readonly evidence: Evidence;
}

/** Of when the prices are. */
export const PRICES_OF = '2026-11-29';

/** Where they are of. */
export const PRICES_REGION = 'us-east-1';

const MILLION = 1e6;

const pageOf = (service: string): string => `https://aws.amazon.com/${service}/pricing/`;

const [APPSYNC, DYNAMODB, LAMBDA, CLOUDWATCH, FARGATE] = [
  'appsync',
  'dynamodb',
  'lambda',
  'cloudwatch',
  'fargate',
].map(pageOf) as [string, string, string, string, string];

/** On demand, without free tiers but where AWS gives them for ever and they matter; larger ones are in `FREE`. */
export const PRICES = {
  appSyncRequest: price(4, MILLION, 'queries and mutations', APPSYNC, 'others say so'),
  appSyncMessage: price(2, MILLION, 'messages of 5 KB', APPSYNC, 'copy of the page'),
  appSyncMinute: price(0.08, MILLION, 'connection minutes', APPSYNC, 'copy of the page'),
  dynamodbWrite: price(0.625, MILLION, 'write request units', DYNAMODB, 'others say so'),
  dynamodbRead: price(0.125, MILLION, 'read request units', DYNAMODB, 'others say so'),
  dynamodbStorage: price(0.25, 1, 'GB-months', DYNAMODB, 'others say so'),
  dynamodbBackup: price(0.2, 1, 'GB-months of continuous backup', DYNAMODB, 'others say so'),
  lambdaRequest: price(0.2, MILLION, 'invocations', LAMBDA, 'others say so'),
  lambdaSecond: price(0.0000133334, 1, 'GB-seconds, arm64', LAMBDA, 'others say so'),
  cognitoUser: price(
    0.015,
    1,
    'monthly active users, Essentials',
    pageOf('cognito'),
    'others say so',
  ),
  wafAcl: price(5, 1, 'web ACLs', pageOf('waf'), 'others say so'),
  wafRule: price(1, 1, 'rules', pageOf('waf'), 'others say so'),
  wafRequest: price(0.6, MILLION, 'requests', pageOf('waf'), 'others say so'),
  logs: price(0.5, 1, 'GB of logs taken in', CLOUDWATCH, 'others say so'),
  alarm: price(0.1, 1, 'metrics in alarms', CLOUDWATCH, 'unverified'),
  compositeAlarm: price(0.5, 1, 'composite alarms', CLOUDWATCH, 'unverified'),
  metric: price(0.3, 1, 'custom metrics', CLOUDWATCH, 'others say so'),
  dashboard: price(3, 1, 'dashboards', CLOUDWATCH, 'others say so'),
  trace: price(5, MILLION, 'traces recorded', pageOf('xray'), 'unverified'),
  mail: price(0.1, 1000, 'mails', pageOf('ses'), 'unverified'),
  transfer: price(0.09, 1, 'GB sent to the internet', pageOf('ec2'), 'unverified'),
  restRequest: price(3.5, MILLION, 'requests, REST API', pageOf('api-gateway'), 'others say so'),
  fargateCpu: price(0.03238, 1, 'vCPU-hours, arm64', FARGATE, 'unverified'),
  fargateMemory: price(0.00356, 1, 'GB-hours, arm64', FARGATE, 'unverified'),
  balancer: price(
    0.0225,
    1,
    'hours of a load balancer',
    pageOf('elasticloadbalancing'),
    'others say so',
  ),
  balancerUnit: price(0.008, 1, 'LCU-hours', pageOf('elasticloadbalancing'), 'unverified'),
  auth0User: price(
    0.07,
    1,
    'monthly active users, B2C Essentials',
    'https://auth0.com/pricing',
    'unverified',
  ),
  clerkPlan: price(25, 1, 'months of Pro', 'https://clerk.com/pricing', 'others say so'),
  clerkUser: price(
    0.02,
    1,
    'monthly users above 50,000',
    'https://clerk.com/pricing',
    'others say so',
  ),
} as const satisfies Readonly<Record<string, Price>>;

/** A price of the table. */
export type PriceName = keyof typeof PRICES;

/** What is free each month for ever. */
export const FREE: Readonly<Partial<Record<PriceName, number>>> = {
  cognitoUser: 10_000,
  dynamodbStorage: 25,
  lambdaRequest: 1e6,
  lambdaSecond: 400_000,
  transfer: 100,
  alarm: 10,
  metric: 10,
  dashboard: 3,
  clerkUser: 50_000,
};

/** What so many units cost, after what is free. */
export function costOf(name: PriceName, quantity: number): number {
  const { usd, per } = PRICES[name];
  return (Math.max(0, quantity - (FREE[name] ?? 0)) / per) * usd;
}

function price(usd: number, per: number, unit: string, source: string, evidence: Evidence): Price {
  return { usd, per, unit, source, evidence };
}
