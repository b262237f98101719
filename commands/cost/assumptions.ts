import type { MeasuredOperation } from './operation-units.ts';

/** What queries, mutations and sign-ins are, in shares of 1. */
export const MIX: Readonly<
  Record<'reads' | 'writes' | 'signIns', Readonly<Partial<Record<MeasuredOperation, number>>>>
> = {
  reads: { me: 0.6, getUser: 0.2, listUsers: 0.2 },
  writes: {
    createUser: 0.1,
    updateMe: 0.6,
    updateUser: 0.2,
    suspendUser: 0.03,
    reactivateUser: 0.02,
    deleteUser: 0.05,
  },
  signIns: { signIn: 1 },
};

/**
 * Whether the record of who asks is read first, which the measured units have in them where the person asks, and
 * not where a machine does, as it measured these.
 */
export const GUARDED: readonly MeasuredOperation[] = [
  'getUser',
  'listUsers',
  'createUser',
  'updateUser',
  'suspendUser',
  'reactivateUser',
  'deleteUser',
];

/** What nobody can measure without an account, and what a directory is taken to be like. */
export const ASSUMED = {
  /** Milliseconds that Lambda bills of a run, warm or cold, on the average. */
  triggerMs: 20,
  fieldMs: 60,
  readerMs: 100,
  /** cdk/functions/functions.ts. */
  memoryGb: 0.5,
  /** Of a record of 0.7 KB with its history, lock and the copies in the indexes. */
  storedKbPerUser: 10,
  /** The table alone, without its indexes. */
  backedUpKbPerUser: 3,
  loggedKbPerRequest: 0.7,
  /** Lambda's own report of a run, and the line in which it says how it ended. */
  loggedKbPerInvocation: 0.8,
  /** X-Ray takes the first of a second and 5 % of the others. */
  tracedShare: 0.05,
  sentKbPerRequest: 1.5,
  sentKbPerMessage: 1,
  /** Invitations, and mails about another address. */
  mailsPerWrite: 0.15,
  /** Of `prod`: what alarms look at, those of them that join others, and the dashboard. */
  alarms: 114,
  compositeAlarms: 4,
  dashboards: 1,
  /** Of what is asked. Of functions 50: fields, triggers and readers by outcome; of AppSync 24: the seven fields that read by themselves, and their data source. */
  metrics: 74,
  /** That have a point each hour, whoever asks: `People` and `Invitations`. */
  hourlyMetrics: 4,
  /** To how many of them a request adds a point: a metric is billed for the hours in which it has one. */
  metricsPerRequest: 8,
  firewallAcls: 2,
  firewallRules: 9,
  /** Of the SRP protocol. */
  poolRequestsPerSignIn: 2,
  /** Who works for an hour, with tokens of 15 minutes; each runs limit-access-token. */
  renewalsPerSignIn: 3,
  hoursPerMonth: 730,
  minutesPerMonth: 43_800,
} as const;

/** What a person does in a month, in the table and plot of docs/cost.md. */
export const PERSON = {
  reads: 95,
  writes: 5,
  signIns: 8,
  /** Shares of the people who have a connection open, all month long. */
  subscribers: 0.01,
  /** Who hears of a change of one. */
  deliveries: 2,
} as const;

/** Of the always-on container that would answer instead. */
export const CONTAINER = {
  /** What one vCPU answers in a second while it is half busy. */
  requestsPerCpu: 250,
  /** The busiest hour next to the average one. */
  peak: 4,
  /** In two availability zones. */
  leastCpus: 2,
  memoryGbPerCpu: 2,
  /** An LCU takes 1 GB in an hour and 3,000 connections. */
  gbPerLcuHour: 1,
  connectionsPerLcu: 3_000,
} as const;
