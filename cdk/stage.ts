import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import type { PasswordPolicy } from 'aws-cdk-lib/aws-cognito';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { InvitationMails, InvitedBy, MailLanguage } from '../model/invitation-mails.ts';

/** What differs between one deployment and another; everything else is the same everywhere. */
export interface Stage {
  readonly name: string;
  /** What is known beforehand of its place and addresses; it counts more than `--context`. */
  readonly own: OwnValues;
  /** What must be known before anything is synthesized, so that nothing goes to what the shell happens to have. */
  readonly needs: readonly OwnName[];
  /** What happens to users, records and logs when their stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  /** Whether tables and given-up changes are encrypted with a key of the account's own, instead of AWS's. */
  readonly customerKey: boolean;
  /** For how many days the table can be had as it was at any second, 1 to 35; null: not at all. */
  readonly pointInTimeRecovery: number | null;
  readonly logRetention: RetentionDays;
  readonly logLevel: 'DEBUG' | 'INFO';
  /** Whether clients may read the schema; the playground is beside the console then. */
  readonly introspection: boolean;
  /** Levels of a query, the scalar counting as one. The introspection query of tools has 15. */
  readonly queryDepthLimit: number;
  /** Fields with a resolver in one request. A full page of users with the history of each is 101. */
  readonly resolverCountLimit: number;
  readonly signIn: SignIn;
  readonly invitations: Invitations;
  readonly tokens: Tokens;
  /**
   * Invocations kept for each function that a sign-in needs, which is also the most it has at once; null: they
   * share the account's. Lambda keeps 100 for all others: an account needs 300 for 100.
   */
  readonly signInConcurrency: number | null;
  /** Whether people may make their own account; otherwise an administrator invites them. */
  readonly selfSignUp: boolean;
  /**
   * Whether people may call Cognito's own operations on themselves with their access token (GetUser,
   * ChangePassword, set-up of MFA, GlobalSignOut): then DeleteUser too, which leaves a record behind
   * that nobody can sign in to.
   */
  readonly cognitoSelfService: boolean;
  /** Web application firewall with rate limits; it costs money by the month. */
  readonly firewall: RateLimits | null;
  /** Whether alarms mail `alarmMail`. */
  readonly alarms: boolean;
  /**
   * By which steps people come to a new version of what fields ask, which an alarm takes back when requests fail (cdk/canary.ts);
   * null: all of them at once.
   */
  readonly canary: CanarySteps | null;
  /** What people are promised, by which alarms measure how fast it is used up; null: nothing. */
  readonly objectives: Objectives | null;
  /** Whether there are a dashboard and saved queries of the logs. */
  readonly dashboard: boolean;
  /**
   * Whether AppSync counts each field that reads the table by itself, and these reads: no function counts them.
   * CloudWatch bills three metrics for each, 24 in all, in the hours in which they are in use.
   */
  readonly enhancedMetrics: boolean;
  /** US dollars a month of the whole account, of which `alarmMail` is told at 80 % and when more is to come; null: of none. */
  readonly budget: number | null;
  /**
   * Whether Cognito mails by Amazon SES from `mailFrom`. Its own sender mails tens of people a day and is
   * meant for trials. https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
   */
  readonly ownSender: boolean;
  readonly console: ConsoleSettings;
}

/** What only whoever deploys knows: a row of cdk/stages.ts may say it once for all, or `--context` each time. */
export const OWN_NAMES = [
  'account',
  'region',
  'mailFrom',
  'mailIdentity',
  'alarmMail',
  'consoleDomain',
  'consoleCertificate',
  'consoleWebAcl',
] as const;

/** One of them. */
export type OwnName = (typeof OWN_NAMES)[number];

/** Those that are known beforehand. */
export type OwnValues = Readonly<Partial<Record<OwnName, string>>>;

/** Steps that CodeDeploy has: a tenth of the calls first, and then all of them; or a tenth more each time. */
export const CANARY_STEPS = [
  'CANARY_10PERCENT_5MINUTES',
  'CANARY_10PERCENT_10MINUTES',
  'CANARY_10PERCENT_15MINUTES',
  'CANARY_10PERCENT_30MINUTES',
  'LINEAR_10PERCENT_EVERY_1MINUTE',
  'LINEAR_10PERCENT_EVERY_2MINUTES',
  'LINEAR_10PERCENT_EVERY_3MINUTES',
  'LINEAR_10PERCENT_EVERY_10MINUTES',
] as const;

/** One way of them. */
export type CanarySteps = (typeof CANARY_STEPS)[number];

/** How people sign in. */
export interface SignIn {
  /** Whether a second factor is asked for: of nobody, of those who have one, or of everybody. */
  readonly mfa: 'OFF' | 'OPTIONAL' | 'REQUIRED';
  /** Which second factors there are. Texts and mails cost money or need an own sender. */
  readonly factors: readonly SecondFactor[];
  /**
   * Whether Cognito judges sign-ins by where they come from and by passwords that are known: not at all, writing down what it
   * would do, or doing it. It is paid for each active user.
   */
  readonly threatProtection: 'OFF' | 'AUDIT' | 'ENFORCED';
  /** Whether the API answers administrators nothing but `me` until they have signed in with a second factor. */
  readonly adminsNeedSecondFactor: boolean;
  /** How old an administrator's sign-in may be for what model/freshness.ts names; null: as old as a session. */
  readonly reauthenticateAfter: Duration | null;
  /**
   * Whether the app may send passwords themselves (USER_PASSWORD_AUTH) beside SRP: who was imported with the hash of a
   * password must, once (docs/operations.md, from another directory).
   */
  readonly passwordsInClear: boolean;
  /**
   * Which domain passkeys are bound to, for good: that of the console (`consoleDomain`), or `localhost`, for pages of
   * one's own machine; OFF: there are none. They ask for a fingerprint, a face or a PIN, and count as two factors where
   * there are second ones.
   */
  readonly passkeys: 'OFF' | 'LOCALHOST' | 'CONSOLE_DOMAIN';
  /** Whether people may sign in by a code that is mailed to them, in place of a password. */
  readonly emailCodes: boolean;
  readonly passwords: Required<Omit<PasswordPolicy, 'tempPasswordValidity'>>;
}

/** How people are invited. */
export interface Invitations {
  /**
   * By what people sign in for the first time: a temporary password that the mail has, or a code that is mailed to
   * them as they sign in at `link`; later they may choose a password, add a passkey, or go on with codes.
   */
  readonly by: InvitedBy;
  /** Where people sign in, such as the console's URL; null where nobody is invited by code. */
  readonly link: string | null;
  readonly language: MailLanguage;
  /** Texts of its own; what is not given is that of model/invitation-mails.ts in the language. */
  readonly mails: Partial<InvitationMails>;
  /** Null: nobody is reminded. */
  readonly reminder: Reminder | null;
}

/** When whoever was invited and has not come is reminded, once for each invitation. */
export interface Reminder {
  /** Of the end of the invitation, which is 7 days after its mail. */
  readonly daysBefore: number;
  /** Of the day, 0 to 23, at which the mails go out. */
  readonly hour: number;
  /** IANA name, of that hour and of the time that the mail tells. */
  readonly timeZone: string;
}

/** `totp`: an authenticator app. */
export type SecondFactor = 'totp' | 'sms' | 'email';

/** How long what people and machines get is good. */
export interface Tokens {
  /** Cognito takes 5 minutes to a day. One stays good until it ends, also after a suspension. */
  readonly access: Duration;
  readonly id: Duration;
  /** Of a machine, which has no session and asks anew. */
  readonly machine: Duration;
  /** From sign-in on, in the app: an hour to ten years. */
  readonly appSession: Duration;
  /** In the console. */
  readonly consoleSession: Duration;
  /**
   * Whether a refresh token is good once in the console, so that a copy of it is worth nothing after the next
   * renewal, and shows: how long the former one is good beside it, for answers that were lost, up to a minute; null: refresh
   * tokens stay what they are.
   */
  readonly consoleRotation: Duration | null;
  /** The same in the app; its clients must then renew by GetTokensFromRefreshToken. */
  readonly appRotation: Duration | null;
}

/** What is promised over 30 days. */
export interface Objectives {
  /** Of a hundred requests, how many do not fail on our side; below 100. */
  readonly answered: number;
  /** Of a hundred requests, how many are answered within `quickMs`; below 100. */
  readonly quick: number;
  /** Milliseconds. */
  readonly quickMs: number;
}

/** How CloudFront serves the console. */
export interface ConsoleSettings {
  /** Which of its locations do: fewer cost less, and are farther from some. */
  readonly priceClass: PriceClass;
  /** How long it is kept which address asked for which file; null: not at all. */
  readonly accessLogs: Duration | null;
}

/** Requests within 5 minutes; AWS WAF takes 10 and more. */
export interface RateLimits {
  /** Of one token from one address: a person, or a machine client. */
  readonly perToken: number;
  /** Of one address, whoever asks: an office, or somebody without a token. */
  readonly perAddress: number;
  /** Of one address to the user pool: signing in takes two or three, and one more each time that tokens are renewed. */
  readonly signInsPerAddress: number;
}
