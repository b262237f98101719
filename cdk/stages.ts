import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** What differs between one deployment and another; everything else is the same everywhere. */
export interface Stage {
  readonly name: string;
  /** What happens to users, records and logs when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  /** Whether people may make their own account; otherwise an administrator invites them. */
  readonly selfSignUp: boolean;
  /** Whether clients may read the schema (the playground needs it). */
  readonly introspection: boolean;
  /** Levels of a query, the scalar counting as one. The introspection query of tools has 15. */
  readonly queryDepthLimit: number;
  readonly logLevel: 'DEBUG' | 'INFO';
  readonly logRetention: RetentionDays;
  readonly alarms: boolean;
  /** Web application firewall with a rate limit; it costs money by the month. */
  readonly firewall: boolean;
}

const dev: Stage = {
  name: 'dev',
  removalPolicy: RemovalPolicy.DESTROY,
  deletionProtection: false,
  selfSignUp: false,
  introspection: true,
  queryDepthLimit: 16,
  logLevel: 'DEBUG',
  logRetention: RetentionDays.ONE_WEEK,
  alarms: false,
  firewall: false,
};

const prod: Stage = {
  name: 'prod',
  removalPolicy: RemovalPolicy.RETAIN,
  deletionProtection: true,
  selfSignUp: false,
  introspection: false,
  // The deepest useful query, listUsers { items { history { items { changes { field } } } } }, has 6.
  queryDepthLimit: 8,
  logLevel: 'INFO',
  logRetention: RetentionDays.THREE_MONTHS,
  alarms: true,
  firewall: true,
};

const STAGES: Readonly<Record<string, Stage>> = { dev, prod };

/** @throws Error when `name` (context `stage`) is no stage of this file. */
export function stageOf(name: unknown): Stage {
  const stage = typeof name === 'string' && Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!stage) {
    const known = Object.keys(STAGES).join(', ');
    throw new Error(`Context "stage" is ${JSON.stringify(name)}; use --context stage=<${known}>`);
  }
  return stage;
}
