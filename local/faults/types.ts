/** What can be made to fail. */
export const FAULTY_SERVICES = [
  'dynamodb',
  'lambda',
  'cognito',
  'ses',
  'sqs',
  's3',
  /** Messages of Cognito and SES to people. */
  'mail',
  /** One data source of an API, whatever is behind it. */
  'data-source',
] as const;

/** One of them. */
export type FaultyService = (typeof FAULTY_SERVICES)[number];

/** What becomes of a call; with `lag`, indexes of DynamoDB answer with what they held a while ago. */
export const FAULT_KINDS = ['throttle', 'fail', 'delay', 'lag'] as const;

/** One of them. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A kind that is met with a failure. */
export type FailureKind = Exclude<FaultKind, 'delay' | 'lag'>;

/** Calls of a service that fail, are throttled or take longer, or read what is out of date. */
export interface FaultRule {
  readonly service: FaultyService;
  /** `GetItem`, `Invoke`, `SendEmail`. @default - every action */
  readonly action?: string;
  /** Name of a table, function, queue, bucket, user pool (its id) or data source. @default - all */
  readonly resource?: string;
  readonly kind: FaultKind;
  /** Which part of the calls, above 0 and up to 1. @default 1 */
  readonly rate?: number;
  /** How many calls; then the rule rests. @default - without end */
  readonly times?: number;
  /** Milliseconds that a delayed call waits, or that indexes lag. @default 1000 */
  readonly ms?: number;
}

/** A rule and how many calls it met. */
export interface FaultState extends FaultRule {
  readonly met: number;
}

/** A call as rules see it. */
export interface FaultPoint {
  readonly service: FaultyService;
  readonly action: string;
  /** All that it is about. */
  readonly resources: readonly string[];
}

/** A failure in the service's own terms. */
export interface ServiceFailure {
  /** Exception name, e.g. `ProvisionedThroughputExceededException`. */
  readonly type: string;
  readonly message: string;
  /** Of HTTP. */
  readonly status: number;
}
