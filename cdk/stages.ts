import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { problemsOf } from './check-stage.ts';
import { Refusal } from './refusal.ts';
import type { Invitations, SignIn, Stage, Tokens } from './stage.ts';

const signIn: SignIn = {
  mfa: 'OFF',
  factors: [],
  threatProtection: 'OFF',
  adminsNeedSecondFactor: false,
  reauthenticateAfter: null,
  passwordsInClear: false,
  // The console of `npm start` is at localhost.
  passkeys: 'LOCALHOST',
  emailCodes: false,
  passwords: {
    minLength: 12,
    requireLowercase: true,
    requireUppercase: true,
    requireDigits: true,
    requireSymbols: true,
    passwordHistorySize: 0,
  },
};

/** Of what is somebody's real directory, or is to behave as one. */
const strictSignIn: SignIn = {
  ...signIn,
  mfa: 'OPTIONAL',
  factors: ['totp'],
  adminsNeedSecondFactor: true,
  reauthenticateAfter: Duration.minutes(10),
  passkeys: 'CONSOLE_DOMAIN',
  emailCodes: true,
};

const invitations: Invitations = {
  by: 'password',
  link: null,
  language: 'en',
  mails: {},
  reminder: { daysBefore: 2, hour: 9, timeZone: 'UTC' },
};

const tokens: Tokens = {
  access: Duration.minutes(15),
  id: Duration.minutes(15),
  machine: Duration.hours(1),
  appSession: Duration.days(30),
  // Its pages forget with the tab.
  consoleSession: Duration.hours(12),
  consoleRotation: Duration.minutes(1),
  // amazon-cognito-identity-js and others renew by REFRESH_TOKEN_AUTH, which Cognito refuses then.
  appRotation: null,
};

const dev: Stage = {
  name: 'dev',
  own: {},
  needs: [],
  removalPolicy: RemovalPolicy.DESTROY,
  deletionProtection: false,
  customerKey: false,
  pointInTimeRecovery: 35,
  logRetention: RetentionDays.ONE_WEEK,
  logLevel: 'DEBUG',
  introspection: true,
  queryDepthLimit: 16,
  resolverCountLimit: 250,
  signIn,
  invitations,
  tokens,
  signInConcurrency: null,
  selfSignUp: false,
  cognitoSelfService: false,
  firewall: null,
  alarms: false,
  canary: null,
  objectives: null,
  dashboard: true,
  enhancedMetrics: false,
  budget: null,
  ownSender: false,
  console: { priceClass: PriceClass.PRICE_CLASS_100, accessLogs: null },
};

// What prod is to people and to who asks, and nothing that is hard to get rid of.
const test: Stage = {
  name: 'test',
  own: {},
  needs: ['account', 'region', 'alarmMail', 'consoleDomain'],
  removalPolicy: RemovalPolicy.DESTROY,
  deletionProtection: false,
  customerKey: false,
  pointInTimeRecovery: 7,
  logRetention: RetentionDays.ONE_MONTH,
  logLevel: 'INFO',
  introspection: false,
  queryDepthLimit: 8,
  resolverCountLimit: 250,
  signIn: strictSignIn,
  invitations,
  tokens,
  signInConcurrency: null,
  selfSignUp: false,
  cognitoSelfService: false,
  firewall: { perToken: 2_000, perAddress: 20_000, signInsPerAddress: 2_000 },
  alarms: true,
  canary: 'CANARY_10PERCENT_5MINUTES',
  objectives: { answered: 99, quick: 95, quickMs: 2_000 },
  dashboard: true,
  enhancedMetrics: false,
  budget: 50,
  ownSender: true,
  console: { priceClass: PriceClass.PRICE_CLASS_100, accessLogs: null },
};

const prod: Stage = {
  name: 'prod',
  own: {},
  needs: ['account', 'region', 'alarmMail', 'consoleDomain'],
  // Of a first deployment that fails, too: what is deletion protected would keep its rollback from its end.
  removalPolicy: RemovalPolicy.RETAIN,
  deletionProtection: true,
  customerKey: false,
  pointInTimeRecovery: 35,
  logRetention: RetentionDays.THREE_MONTHS,
  logLevel: 'INFO',
  introspection: false,
  // The deepest useful query, listUsers { items { history { items { changes { field } } } } }, has 6.
  queryDepthLimit: 8,
  resolverCountLimit: 250,
  signIn: strictSignIn,
  invitations,
  tokens,
  signInConcurrency: 100,
  selfSignUp: false,
  cognitoSelfService: false,
  firewall: { perToken: 2_000, perAddress: 20_000, signInsPerAddress: 2_000 },
  alarms: true,
  canary: 'CANARY_10PERCENT_5MINUTES',
  objectives: { answered: 99.9, quick: 99, quickMs: 2_000 },
  dashboard: true,
  enhancedMetrics: true,
  budget: 500,
  ownSender: true,
  console: { priceClass: PriceClass.PRICE_CLASS_ALL, accessLogs: Duration.days(90) },
};

const STAGES: Readonly<Record<string, Stage>> = { dev, test, prod };

/** The names of all stages. */
export const STAGE_NAMES = Object.keys(STAGES);

/**
 * The row of a stage.
 * @throws Refusal when `name` (context `stage`) is no stage of this file, or its row is not whole, with the list
 */
export function stageOf(name: unknown): Stage {
  const stage = typeof name === 'string' && Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!stage) {
    const known = STAGE_NAMES.join(', ');
    throw new Refusal(`Context "stage" is ${JSON.stringify(name)}; use --context stage=<${known}>`);
  }
  requireWhole(stage);
  return stage;
}

/**
 * The stage of one pull request: `dev`, as stacks of their own.
 * @param number of the pull request (context `preview`); undefined: the stage itself
 * @throws Refusal when it is no number, or the stage is not for trials
 */
export function previewOf(stage: Stage, number: unknown): Stage {
  if (number === undefined) return stage;
  if (stage.name !== 'dev') {
    throw new Refusal(`Context "preview" is of stage dev alone; stage ${stage.name} has none`);
  }
  // Of the command line it is text.
  const text = typeof number === 'number' ? String(number) : number;
  if (typeof text !== 'string' || !/^[1-9]\d{0,9}$/u.test(text)) {
    throw new Refusal(
      `Context "preview" is ${JSON.stringify(number)}; use --context preview=<number of the pull request>`,
    );
  }
  return { ...stage, name: `pr-${text}` };
}

/** @throws Refusal that lists what is missing or wrong: Node runs a row that the types would refuse */
export function requireWhole(stage: Stage): void {
  const problems = problemsOf(stage);
  if (problems.length === 0) return;
  throw new Refusal(`Stage ${stage.name} of cdk/stages.ts:\n- ${problems.join('\n- ')}`);
}
