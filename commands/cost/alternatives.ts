import { ASSUMED, CONTAINER } from './assumptions.ts';
import { billOf, priced, taken, totalOf, type BillLine } from './bill.ts';
import type { Usage } from './usage.ts';

/** Another way to have a directory of users, and what it leaves out. */
export interface Alternative {
  readonly name: string;
  readonly lacks: string;
  readonly usd: (usage: Usage) => number;
}

const GB_IN_KB = 1e6;
const SECONDS_PER_HOUR = 3600;

/** What this stack is compared with, by public prices. */
export const ALTERNATIVES: readonly Alternative[] = [
  {
    name: 'REST API Gateway + Lambda',
    lacks: 'no live changes; a function for each read',
    usd: (usage) => totalOf(restBill(usage)),
  },
  {
    name: 'an always-on container',
    lacks: 'somebody who keeps it running',
    usd: (usage) => totalOf(containerBill(usage)),
  },
  {
    name: 'Auth0, B2C Essentials',
    lacks: 'no table of yours, requests limited by plan; above 30,000 people by agreement',
    usd: ({ users }) => totalOf(priced([['Auth0', 'auth0User', users]])),
  },
  {
    name: 'Clerk, Pro',
    lacks: 'no table of yours, requests limited by plan; from 100,000 people on less for each',
    usd: ({ users }) =>
      totalOf(
        priced([
          ['Clerk', 'clerkPlan', 1],
          ['Clerk', 'clerkUser', users],
        ]),
      ),
  },
];

/** The same table, pool and firewall behind REST: each read is an invocation, nobody is told of changes. */
export function restBill(usage: Usage): readonly BillLine[] {
  const { reads, writes } = usage;
  const requests = reads + writes;
  const { gbSeconds, invocations } = taken(usage);
  const ofReads = reads * (ASSUMED.fieldMs / 1000) * ASSUMED.memoryGb;
  return [
    ...kept(usage, 'AppSync', 'Lambda'),
    ...priced([
      ['API Gateway', 'restRequest', requests],
      ['Lambda', 'lambdaRequest', invocations + reads],
      ['Lambda', 'lambdaSecond', gbSeconds + ofReads],
    ]),
  ];
}

/** The same table, pool and firewall behind containers that answer and tell; the stream keeps its functions. */
export function containerBill(usage: Usage): readonly BillLine[] {
  const { reads, writes, subscribers } = usage;
  const perSecond = (reads + writes) / (ASSUMED.hoursPerMonth * SECONDS_PER_HOUR);
  const needed = Math.ceil((perSecond * CONTAINER.peak) / CONTAINER.requestsPerCpu);
  const cpuHours = Math.max(CONTAINER.leastCpus, needed) * ASSUMED.hoursPerMonth;
  const sentGb = ((reads + writes) * ASSUMED.sentKbPerRequest) / GB_IN_KB;
  const lcuHours = Math.max(
    sentGb / CONTAINER.gbPerLcuHour,
    (subscribers / CONTAINER.connectionsPerLcu) * ASSUMED.hoursPerMonth,
  );
  return [
    ...kept(usage, 'AppSync', 'Lambda'),
    ...priced([
      ['Fargate', 'fargateCpu', cpuHours],
      ['Fargate', 'fargateMemory', cpuHours * CONTAINER.memoryGbPerCpu],
      ['Load balancer', 'balancer', ASSUMED.hoursPerMonth],
      ['Load balancer', 'balancerUnit', lcuHours],
      ['Lambda', 'lambdaRequest', 2 * writes],
      ['Lambda', 'lambdaSecond', 2 * writes * (ASSUMED.readerMs / 1000) * ASSUMED.memoryGb],
    ]),
  ];
}

/** What of this stack's bill stays without these services. */
function kept(usage: Usage, ...services: readonly string[]): readonly BillLine[] {
  return billOf(usage).filter(({ service }) => !services.includes(service));
}
