import { billedMs } from '../cost/bill.ts';
import { MEASURED_UNITS } from '../cost/measured-units.ts';
import type { MeasuredOperation } from '../cost/operation-units.ts';
import type { QuotaName } from './quotas.ts';

/** What one operation takes of each limit; 0 of what is not named. */
export type Demand = Readonly<Partial<Record<QuotaName, number>>>;

/** The seconds that functions run for one operation. */
function lambdaSeconds(operation: MeasuredOperation): number {
  const { invocations } = MEASURED_UNITS[operation];
  return invocations.reduce((sum, name) => sum + billedMs(name), 0) / 1000;
}

const measured = (operation: MeasuredOperation) => ({
  requests: MEASURED_UNITS[operation].requests,
  write: MEASURED_UNITS[operation].write,
  lambda: lambdaSeconds(operation),
});

/** Records of the stream in one batch when there is a backlog: one transaction of the counts for all of them. */
const BATCH = 100;

/** Operations of the scenarios. What Cognito is asked is that of functions/; all else is measured. */
export const DEMANDS = {
  read: measured('getUser'),
  signIn: { ...measured('signIn'), authentication: 2 },
  /** Of `npm run users -- import`: without a field's request, and without mail. */
  imported: {
    ...measured('createUser'),
    requests: 1,
    published: 1,
    creation: 1,
    // Into the group.
    update: 1,
    // What sync-identity looks whether it agrees.
    read: 1,
    resourceRead: 1,
    orderTail: 1,
    countsItem: 1 / BATCH,
  },
  reconnect: { connects: 1, requests: 0 },
  delivery: { delivered: 1 },
} as const satisfies Readonly<Record<string, Demand>>;
