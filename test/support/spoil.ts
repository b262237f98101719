import type { Fate, FaultProxy } from './fault-proxy.ts';

/** How the services of AWS say that something is wrong with them. */
export const FAULTS = {
  cognitoThrottles: awsError(400, 'TooManyRequestsException'),
  cognitoIsDown: awsError(500, 'InternalErrorException'),
  tableThrottles: awsError(400, 'ProvisionedThroughputExceededException'),
  tableIsDown: awsError(500, 'InternalServerError'),
  transactionConflict: {
    status: 400,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      Message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    },
  },
  transactionThrottled: {
    status: 400,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      Message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
      CancellationReasons: [{ Code: 'ThrottlingError' }, { Code: 'None' }],
    },
  },
  /** Cognito has sent as many mails as it does in a day. */
  lastMailIsSent: awsError(400, 'LimitExceededException'),
  /** What AWS WAF answers before AppSync sees the request. */
  firewallBlocks: {
    status: 403,
    body: { errors: [{ errorType: 'WAFForbiddenException', message: '403 Forbidden' }] },
  },
  appSyncThrottles: {
    status: 429,
    body: { errors: [{ errorType: 'TooManyRequestsException', message: 'Too Many Requests' }] },
  },
  appSyncIsDown: {
    status: 500,
    body: { errors: [{ errorType: 'InternalFailure', message: 'Internal failure.' }] },
  },
  appSyncRefuses: {
    status: 200,
    body: { data: null, errors: [{ errorType: 'Lambda:Unhandled', message: 'refused', path: [] }] },
  },
} as const satisfies Readonly<Record<string, Fate>>;

function awsError(status: number, __type: string) {
  return { status, body: { __type, message: 'A fault of the test.' } };
}

export interface Spoiling {
  /** The operations that suffer. @default all */
  readonly operations?: readonly string[];
  /** What becomes of the first requests for one thing, in this order; later ones go through. */
  readonly fates: readonly Fate[];
  /** Requests spoiled at most, of all things together. */
  readonly atMost?: number;
}

/** Spoils the first requests of each operation for each user; tells how many so far. */
export function spoilFirst(proxy: FaultProxy, spoiling: Spoiling): () => number {
  const { operations, fates, atMost = Infinity } = spoiling;
  const seen = new Map<string, number>();
  let spoiled = 0;
  proxy.decide = (operation, input) => {
    if (operations?.includes(operation) === false || spoiled >= atMost) return 'forward';
    const thing = `${operation} ${subjectOf(input)}`;
    const count = seen.get(thing) ?? 0;
    const fate = fates[count];
    if (fate === undefined || fate === 'forward') return 'forward';
    seen.set(thing, count + 1);
    spoiled += 1;
    return fate;
  };
  return () => spoiled;
}

/** What a call is about: a user of the pool, a key of the table, a version of a user; '' for many. */
function subjectOf(input: Readonly<Record<string, unknown>>): string {
  const { Username, Key, Item, input: change } = input;
  if (typeof Username === 'string') return Username;
  if (typeof change === 'object') {
    const { user } = change as { readonly user: { readonly id: string; readonly version: number } };
    return `${user.id} ${user.version}`;
  }
  const { pk, sk } = (Key ?? Item ?? {}) as Readonly<Record<string, unknown>>;
  return JSON.stringify([pk, sk]);
}
