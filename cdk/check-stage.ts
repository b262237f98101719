import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  INVITED_BY,
  MAIL_LANGUAGES,
  REQUIRED_IN_MAILS,
  type MailText,
} from '../model/invitation-mails.ts';
import { INVITATION_DAYS } from '../model/invitations.ts';
import { LEAST_OBJECTIVE } from './least-objective.ts';
import {
  CANARY_STEPS,
  OWN_NAMES,
  type ConsoleSettings,
  type Invitations,
  type Objectives,
  type OwnName,
  type RateLimits,
  type Reminder,
  type SignIn,
  type Stage,
  type Tokens,
} from './stage.ts';

/** What is wrong with a value, by its path; nothing when it may stand. */
type Check = (value: unknown, path: string) => string[];

/** A check for each member: one that is left out is a type error. */
type Checks<Row> = Readonly<Record<keyof Row, Check>>;

/** What a row of cdk/stages.ts lacks or has wrong, each in one line. */
export function problemsOf(stage: Stage): string[] {
  const problems = rowOf(STAGE)(stage, '');
  if (problems.length > 0) return problems;
  if (stage.invitations.by === 'code') problems.push(...problemsOfInvitations(stage));
  if (problems.length > 0) return problems;
  const tells = stage.alarms || stage.budget !== null;
  return [
    ...(tells && !stage.needs.includes('alarmMail')
      ? ['needs lacks alarmMail; alarms and a budget that nobody hears of are none']
      : []),
    ...(stage.signIn.passkeys === 'CONSOLE_DOMAIN' && !stage.needs.includes('consoleDomain')
      ? ['needs lacks consoleDomain; signIn.passkeys binds passkeys to it']
      : []),
    ...(stage.canary !== null && !stage.alarms
      ? ['alarms is false; canary takes a version back by an alarm, and without it is null']
      : []),
  ];
}

function problemsOfInvitations({ invitations, signIn }: Stage): string[] {
  return [
    ...(invitations.link === null
      ? ['invitations.link is null; whoever is invited by code must know where to sign in']
      : []),
    ...(signIn.emailCodes
      ? []
      : ['invitations.by is "code"; signIn.emailCodes is false, so nobody could sign in by one']),
  ];
}

const that =
  (isRight: (value: unknown) => boolean, form: string): Check =>
  (value, path) =>
    isRight(value) ? [] : [`${path} is ${shown(value)}; it must be ${form}`];

const shown = (value: unknown) => (value === undefined ? 'missing' : JSON.stringify(value));

const oneOf = (...values: readonly unknown[]): Check =>
  that((value) => values.includes(value), `one of ${values.map(String).join(', ')}`);

const wholeNumber = (least: number, most: number): Check =>
  that(
    (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
    `a whole number from ${least} to ${most}`,
  );

const text: Check = that((value) => typeof value === 'string' && value !== '', 'a text');
const yesOrNo: Check = that((value) => typeof value === 'boolean', 'true or false');

const between = (least: Duration, most: Duration): Check =>
  that(
    (value) =>
      value instanceof Duration &&
      value.toSeconds() >= least.toSeconds() &&
      value.toSeconds() <= most.toSeconds(),
    `a Duration from ${least.toHumanString()} to ${most.toHumanString()}`,
  );

const orNull =
  (check: Check): Check =>
  (value, path) =>
    value === null ? [] : check(value, path);

const listOf =
  (check: Check): Check =>
  (value, path) =>
    Array.isArray(value)
      ? value.flatMap((each, index) => check(each, `${path}[${index}]`))
      : [`${path} is ${shown(value)}; it must be a list`];

const rowOf =
  <Row>(checks: Checks<Row>): Check =>
  (value, path) => {
    if (typeof value !== 'object' || value === null) {
      return [`${path} is ${shown(value)}; it must have ${Object.keys(checks).join(', ')}`];
    }
    const row = value as Readonly<Record<string, unknown>>;
    const pathOf = (name: string) => (path === '' ? name : `${path}.${name}`);
    const wrong = Object.entries<Check>(checks).flatMap(([name, check]) =>
      check(row[name], pathOf(name)),
    );
    const unknown = Object.keys(row).filter((name) => !Object.hasOwn(checks, name));
    return [...wrong, ...unknown.map((name) => `${pathOf(name)} is no setting of cdk/stage.ts`)];
  };

const ownValues: Check = (value, path) => {
  const row = rowOf<Record<string, string>>({});
  if (typeof value !== 'object' || value === null) return row(value, path);
  return Object.entries(value).flatMap(([name, each]) =>
    OWN_NAMES.includes(name as OwnName)
      ? text(each, `${path}.${name}`)
      : [`${path}.${name} is none of ${OWN_NAMES.join(', ')}`],
  );
};

// Of Cognito: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
const token = between(Duration.minutes(5), Duration.days(1));
const session = between(Duration.hours(1), Duration.days(3650));
const rotation = orNull(between(Duration.seconds(0), Duration.minutes(1)));

const PASSWORDS: Checks<SignIn['passwords']> = {
  minLength: wholeNumber(8, 99),
  requireLowercase: yesOrNo,
  requireUppercase: yesOrNo,
  requireDigits: yesOrNo,
  requireSymbols: yesOrNo,
  passwordHistorySize: wholeNumber(0, 24),
};

const SIGN_IN: Checks<SignIn> = {
  mfa: oneOf('OFF', 'OPTIONAL', 'REQUIRED'),
  factors: listOf(oneOf('totp', 'sms', 'email')),
  threatProtection: oneOf('OFF', 'AUDIT', 'ENFORCED'),
  adminsNeedSecondFactor: yesOrNo,
  reauthenticateAfter: orNull(between(Duration.minutes(1), Duration.days(1))),
  passwordsInClear: yesOrNo,
  passkeys: oneOf('OFF', 'LOCALHOST', 'CONSOLE_DOMAIN'),
  emailCodes: yesOrNo,
  passwords: rowOf(PASSWORDS),
};

/**
 * Without a second factor nobody could sign in where one is required.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 */
const signInWhole: Check = (value, path) => {
  const problems = rowOf(SIGN_IN)(value, path);
  if (problems.length > 0) return problems;
  const { mfa, factors, adminsNeedSecondFactor, emailCodes } = value as SignIn;
  if (mfa === 'REQUIRED' && emailCodes) {
    return [
      `${path}.emailCodes is true; Cognito lets nobody begin with a code where ${path}.mfa is REQUIRED`,
    ];
  }
  if (mfa === 'OFF' && adminsNeedSecondFactor) {
    return [
      `${path}.mfa is "OFF"; then administrators could have no second factor, which they need`,
    ];
  }
  return mfa !== 'OFF' && factors.length === 0
    ? [`${path}.factors is empty; with mfa ${mfa} it must name one`]
    : [];
};

/** A text of its own, with all that must be in it; or none. */
const mail = (mustHave: readonly string[]): Check => {
  const whole: Checks<MailText> = {
    subject: text,
    text: that(
      (value) => typeof value === 'string' && mustHave.every((part) => value.includes(part)),
      `a text with ${mustHave.join(' and ')}`,
    ),
  };
  return (value, path) => (value === undefined ? [] : rowOf(whole)(value, path));
};

const timeZone: Check = that((value) => {
  try {
    if (typeof value !== 'string') return false;
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}, 'an IANA name, such as Europe/Berlin');

const REMINDER: Checks<Reminder> = {
  // Whoever is mailed on the last day needs that day.
  daysBefore: wholeNumber(1, INVITATION_DAYS - 1),
  hour: wholeNumber(0, 23),
  timeZone,
};

/** A page that a code may be typed into. */
const page: Check = that(
  (value) =>
    typeof value === 'string' && /^https:\/\/[^\s<>"]+$|^http:\/\/localhost[:/]/u.test(value),
  'null, or the https: URL of the page where people sign in',
);

const INVITATIONS: Checks<Invitations> = {
  by: oneOf(...INVITED_BY),
  link: orNull(page),
  language: oneOf(...MAIL_LANGUAGES),
  mails: rowOf({
    invitation: mail(REQUIRED_IN_MAILS.invitation),
    reminder: mail(REQUIRED_IN_MAILS.reminder),
    codeInvitation: mail(REQUIRED_IN_MAILS.codeInvitation),
    codeReminder: mail(REQUIRED_IN_MAILS.codeReminder),
  }),
  reminder: orNull(rowOf(REMINDER)),
};

const TOKENS: Checks<Tokens> = {
  access: token,
  id: token,
  machine: token,
  appSession: session,
  consoleSession: session,
  consoleRotation: rotation,
  appRotation: rotation,
};

// https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-high-level-settings.html
const rate = wholeNumber(10, 2_000_000_000);
const RATES: Checks<RateLimits> = {
  perToken: rate,
  perAddress: rate,
  signInsPerAddress: rate,
};

// Below, its alarm could not go on (cdk/monitoring/burn-rate.ts).
const percent = that(
  (value) => typeof value === 'number' && value >= LEAST_OBJECTIVE && value < 100,
  `a number from ${LEAST_OBJECTIVE} up, below 100`,
);

const OBJECTIVES: Checks<Objectives> = {
  answered: percent,
  quick: percent,
  // AppSync ends a request after 30 seconds.
  quickMs: wholeNumber(1, 30_000),
};

const CONSOLE: Checks<ConsoleSettings> = {
  priceClass: oneOf(...Object.values(PriceClass)),
  accessLogs: orNull(between(Duration.days(1), Duration.days(3650))),
};

const STAGE: Checks<Stage> = {
  name: text,
  own: ownValues,
  needs: listOf(oneOf(...OWN_NAMES)),
  removalPolicy: oneOf(RemovalPolicy.DESTROY, RemovalPolicy.RETAIN),
  deletionProtection: yesOrNo,
  customerKey: yesOrNo,
  pointInTimeRecovery: orNull(wholeNumber(1, 35)),
  logRetention: oneOf(...Object.values(RetentionDays).filter((days) => typeof days === 'number')),
  logLevel: oneOf('DEBUG', 'INFO'),
  introspection: yesOrNo,
  queryDepthLimit: wholeNumber(1, 75),
  resolverCountLimit: wholeNumber(1, 10_000),
  signIn: signInWhole,
  invitations: rowOf(INVITATIONS),
  tokens: rowOf(TOKENS),
  signInConcurrency: orNull(wholeNumber(1, 100_000)),
  selfSignUp: yesOrNo,
  cognitoSelfService: yesOrNo,
  firewall: orNull(rowOf(RATES)),
  alarms: yesOrNo,
  canary: orNull(oneOf(...CANARY_STEPS)),
  objectives: orNull(rowOf(OBJECTIVES)),
  dashboard: yesOrNo,
  enhancedMetrics: yesOrNo,
  budget: orNull(that((value) => typeof value === 'number' && value > 0, 'US dollars above 0')),
  ownSender: yesOrNo,
  console: rowOf(CONSOLE),
};
