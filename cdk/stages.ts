import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Refusal } from './refusal.ts';

/** What differs between one deployment and another; everything else is the same everywhere. */
export interface Stage {
  readonly name: string;
  /** What happens to users, records and logs when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  /** Whether people may make their own account; otherwise an administrator invites them. */
  readonly selfSignUp: boolean;
  /**
   * Whether people may call Cognito's own operations on themselves with their access token (GetUser,
   * ChangePassword, set-up of MFA, GlobalSignOut): then DeleteUser too, which leaves a record behind
   * that nobody can sign in to.
   */
  readonly cognitoSelfService: boolean;
  /** Whether clients may read the schema; the playground is beside the console then. */
  readonly introspection: boolean;
  /** Levels of a query, the scalar counting as one. The introspection query of tools has 15. */
  readonly queryDepthLimit: number;
  readonly logLevel: 'DEBUG' | 'INFO';
  readonly logRetention: RetentionDays;
  readonly alarms: boolean;
  readonly console: ConsoleSettings;
  /** Web application firewall with rate limits; it costs money by the month. */
  readonly firewall: RateLimits | null;
  /**
   * Whether Cognito mails by Amazon SES from `mailFrom`. Its own sender mails tens of people a day and is
   * meant for trials. https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
   */
  readonly ownSender: boolean;
  /** Whether account and region must be told, so that nothing is deployed to what the shell happens to have. */
  readonly named: boolean;
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
}

const dev: Stage = {
  name: 'dev',
  removalPolicy: RemovalPolicy.DESTROY,
  deletionProtection: false,
  selfSignUp: false,
  cognitoSelfService: false,
  introspection: true,
  queryDepthLimit: 16,
  logLevel: 'DEBUG',
  logRetention: RetentionDays.ONE_WEEK,
  alarms: false,
  console: { priceClass: PriceClass.PRICE_CLASS_100, accessLogs: null },
  firewall: null,
  ownSender: false,
  named: false,
};

const prod: Stage = {
  name: 'prod',
  removalPolicy: RemovalPolicy.RETAIN,
  deletionProtection: true,
  selfSignUp: false,
  cognitoSelfService: false,
  introspection: false,
  // The deepest useful query, listUsers { items { history { items { changes { field } } } } }, has 6.
  queryDepthLimit: 8,
  logLevel: 'INFO',
  logRetention: RetentionDays.THREE_MONTHS,
  alarms: true,
  console: { priceClass: PriceClass.PRICE_CLASS_ALL, accessLogs: Duration.days(90) },
  firewall: { perToken: 2_000, perAddress: 20_000 },
  ownSender: true,
  named: true,
};

const STAGES: Readonly<Record<string, Stage>> = { dev, prod };

/** @throws Refusal when `name` (context `stage`) is no stage of this file. */
export function stageOf(name: unknown): Stage {
  const stage = typeof name === 'string' && Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!stage) {
    const known = Object.keys(STAGES).join(', ');
    throw new Refusal(`Context "stage" is ${JSON.stringify(name)}; use --context stage=<${known}>`);
  }
  return stage;
}
