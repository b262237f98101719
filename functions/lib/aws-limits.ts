/**
 * How long a client of AWS waits. Without limits of its own it waits for as long as the function may
 * run, and the caller gets a time-out in place of an answer.
 */
export interface AwsLimits {
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    /** Otherwise the SDK only warns. */
    readonly throwOnRequestTimeout: true;
  };
}

/** @param requestTimeout milliseconds until the answer; the SDK tries again after that */
const within = (requestTimeout: number): AwsLimits => ({
  requestHandler: { connectionTimeout: 1_000, requestTimeout, throwOnRequestTimeout: true },
});

/** The settings that every client of AWS is made with. */
export const AWS_LIMITS = {
  dynamodb: within(3_000),
  // It mails, and runs triggers, inside the call.
  cognito: within(8_000),
  ses: within(4_000),
  appsync: within(10_000),
  cloudformation: within(10_000),
  s3: within(10_000),
  sqs: within(10_000),
  /** Invocations take as long as the function runs: a minute at most. */
  lambda: within(65_000),
} as const satisfies Readonly<Record<string, AwsLimits>>;
