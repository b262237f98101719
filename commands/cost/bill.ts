import { ASSUMED, GUARDED, MIX } from './assumptions.ts';
import { MEASURED_UNITS } from './measured-units.ts';
import type { MeasuredOperation, OperationUnits } from './operation-units.ts';
import { costOf, PRICES, type PriceName } from './prices.ts';
import type { Usage } from './usage.ts';

/** One line of a month's bill. */
export interface BillLine {
  readonly service: string;
  readonly price: PriceName;
  readonly quantity: number;
  /** After what is free. */
  readonly usd: number;
}

/** What all operations of a month take. */
export interface Taken {
  readonly read: number;
  readonly write: number;
  /** Of AppSync, with those that are published. */
  readonly requests: number;
  readonly invocations: number;
  /** Gigabyte-seconds of Lambda. */
  readonly gbSeconds: number;
}

/** What runs behind a change, and what Cognito calls; all others answer a field. */
const READERS = ['publish-changes', 'sync-identity'];
const TRIGGERS = ['limit-access-token', 'record-sign-in', 'record-sign-up'];

/** Adds up the measured units of a month's operations. */
export function taken(usage: Pick<Usage, 'reads' | 'writes' | 'signIns'>): Taken {
  const counted = (['reads', 'writes', 'signIns'] as const).flatMap((kind) =>
    Object.entries(MIX[kind]).map(
      ([name, share]) => [name as MeasuredOperation, share * usage[kind]] as const,
    ),
  );
  const sum = (unitsOf: (units: OperationUnits, name: MeasuredOperation) => number): number =>
    counted.reduce((all, [name, times]) => all + times * unitsOf(MEASURED_UNITS[name], name), 0);
  const renewals = usage.signIns * ASSUMED.renewalsPerSignIn;
  return {
    read: sum(({ read }, name) => read + (GUARDED.includes(name) ? 1 : 0)),
    write: sum(({ write }) => write),
    requests: sum(({ requests }) => requests),
    invocations: renewals + sum(({ invocations }) => invocations.length),
    gbSeconds:
      renewals * gbSeconds('limit-access-token') +
      sum(({ invocations }) => invocations.reduce((all, name) => all + gbSeconds(name), 0)),
  };
}

function gbSeconds(name: string): number {
  return (billedMs(name) / 1000) * ASSUMED.memoryGb;
}

/** Milliseconds that Lambda is taken to bill of one run of a function of functions/. */
export function billedMs(name: string): number {
  if (READERS.includes(name)) return ASSUMED.readerMs;
  return TRIGGERS.includes(name) ? ASSUMED.triggerMs : ASSUMED.fieldMs;
}

const GB_IN_KB = 1e6;

/** What the table costs; it is the same whoever asks it. */
function tableQuantities({ read, write }: Taken, { users }: Usage): readonly Quantity[] {
  return [
    ['DynamoDB', 'dynamodbWrite', write],
    ['DynamoDB', 'dynamodbRead', read],
    ['DynamoDB', 'dynamodbStorage', (users * ASSUMED.storedKbPerUser) / GB_IN_KB],
    ['DynamoDB', 'dynamodbBackup', (users * ASSUMED.backedUpKbPerUser) / GB_IN_KB],
  ];
}

/** So much of something with a price, of a service. */
type Quantity = readonly [service: string, price: PriceName, quantity: number];

/** The bill of this stack in stage `prod`. */
export function billOf(usage: Usage): readonly BillLine[] {
  const all = taken(usage);
  const { users, writes, signIns, subscribers, deliveries } = usage;
  const { requests, invocations } = all;
  const logged =
    requests * ASSUMED.loggedKbPerRequest + invocations * ASSUMED.loggedKbPerInvocation;
  return priced([
    ['AppSync', 'appSyncRequest', requests],
    ['AppSync', 'appSyncMessage', writes * deliveries],
    ['AppSync', 'appSyncMinute', subscribers * ASSUMED.minutesPerMonth],
    ['Lambda', 'lambdaRequest', invocations],
    ['Lambda', 'lambdaSecond', all.gbSeconds],
    ...tableQuantities(all, usage),
    ['Cognito', 'cognitoUser', users],
    ...firewallQuantities(requests + signIns * POOL_REQUESTS),
    ...watchingQuantities(requests, logged / GB_IN_KB),
    ['X-Ray', 'trace', requests * ASSUMED.tracedShare],
    ['SES', 'mail', writes * ASSUMED.mailsPerWrite],
    ['Transfer', 'transfer', sentKb(usage) / GB_IN_KB],
  ]);
}

/** What it costs to see all of it. */
function watchingQuantities(requests: number, loggedGb: number): readonly Quantity[] {
  const hours = Math.min(
    requests * ASSUMED.metricsPerRequest,
    ASSUMED.metrics * ASSUMED.hoursPerMonth,
  );
  return [
    ['CloudWatch', 'logs', loggedGb],
    ['CloudWatch', 'metric', hours / ASSUMED.hoursPerMonth + ASSUMED.hourlyMetrics],
    ['CloudWatch', 'alarm', ASSUMED.alarms],
    ['CloudWatch', 'compositeAlarm', ASSUMED.compositeAlarms],
    ['CloudWatch', 'dashboard', ASSUMED.dashboards],
  ];
}

/** To clients; what a function publishes stays in the region. */
function sentKb({ reads, writes, deliveries }: Usage): number {
  return (
    (reads + writes) * ASSUMED.sentKbPerRequest + writes * deliveries * ASSUMED.sentKbPerMessage
  );
}

/** For each sign-in, with what comes of it. */
const POOL_REQUESTS = ASSUMED.poolRequestsPerSignIn + ASSUMED.renewalsPerSignIn;

/** What AWS WAF costs before the pool and any of the ways to answer. */
function firewallQuantities(requests: number): readonly Quantity[] {
  return [
    ['WAF', 'wafAcl', ASSUMED.firewallAcls],
    ['WAF', 'wafRule', ASSUMED.firewallRules],
    ['WAF', 'wafRequest', requests],
  ];
}

/** The same with what it costs. */
export function priced(quantities: readonly Quantity[]): readonly BillLine[] {
  return quantities.map(([service, price, quantity]) => ({
    service,
    price,
    quantity,
    usd: costOf(price, quantity),
  }));
}

/** What lines cost together. */
export const totalOf = (lines: readonly Pick<BillLine, 'usd'>[]): number =>
  lines.reduce((sum, { usd }) => sum + usd, 0);

/** What of a line a reader counts in. */
export const unitOf = ({ price }: BillLine): string => PRICES[price].unit;
