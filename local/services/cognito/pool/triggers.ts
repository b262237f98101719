import { PERMISSIVE_IAM, type Iam } from '../../../aws/iam/index.ts';
import type { LambdaHost } from '../../lambda/types.ts';
import type { InvokeResult } from '../../lambda/types.ts';
import { machineTime, type Clock } from '../../../shared/clock.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Pool } from './pool.ts';
import { recordOf, textOf } from '../users/properties.ts';
import type { User } from '../store/users.ts';

/** Names of LambdaConfig that are run here. */
export type TriggerName =
  | 'PreSignUp'
  | 'PostConfirmation'
  | 'PreAuthentication'
  | 'PostAuthentication'
  | 'PreTokenGeneration'
  | 'CustomMessage'
  | 'UserMigration'
  | 'DefineAuthChallenge'
  | 'CreateAuthChallenge'
  | 'VerifyAuthChallengeResponse';

/** What differs from event to event. */
export interface TriggerCall {
  readonly pool: Pool;
  readonly trigger: TriggerName;
  /** E.g. `PreSignUp_SignUp`. */
  readonly source: string;
  readonly userName: string;
  /** Null for admin calls. */
  readonly clientId: string | null;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>>;
}

/** Runs the pool's Lambda triggers. */
export interface Triggers {
  has(pool: Pool, trigger: TriggerName): boolean;
  /**
   * The trigger's `response`, or null when the pool has no such trigger.
   * @throws CognitoError UserLambdaValidationException when the function throws,
   *   UnexpectedLambdaException when it cannot be run, when its resource policy does not let Cognito
   *   invoke it, or when it needs more than 5 seconds, three times,
   *   InvalidLambdaResponseException when it returns something else than its event
   */
  call(call: TriggerCall): Promise<Readonly<Record<string, unknown>> | null>;
  /** Which form of the PreTokenGeneration event the pool asks for. */
  tokenVersion(pool: Pool): 1 | 2;
}

const LIMIT = 5000; // 5 seconds
const ATTEMPTS = 3;

/**
 * Triggers on the engine's Lambda host.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export function createTriggers(lambda: LambdaHost, clock: Clock, iam = PERMISSIVE_IAM): Triggers {
  const tokenVersion = (pool: Pool) => {
    const version = recordOf(lambdaConfig(pool)['PreTokenGenerationConfig'])['LambdaVersion'];
    return version === 'V2_0' || version === 'V3_0' ? 2 : 1;
  };
  return {
    tokenVersion,
    has: (pool, trigger) => functionOf(pool, trigger) !== null,
    async call(call) {
      const arn = functionOf(call.pool, call.trigger);
      if (arn === null) return null;
      requirePermission(iam, arn, call);
      const version = call.trigger === 'PreTokenGeneration' ? tokenVersion(call.pool) : 1;
      const event = eventOf(call, version);
      const result = await invokePatiently(lambda, clock, call.trigger, arn, event);
      if (!result.ok) {
        const text = `${call.trigger} failed with error ${result.error.errorMessage}.`;
        throw new CognitoError('UserLambdaValidationException', text);
      }
      const response = recordOf(result.payload)['response'];
      if (typeof response !== 'object' || response === null) {
        throw new CognitoError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
      }
      return recordOf(response);
    },
  };
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html */
function requirePermission(iam: Iam, functionArn: string, { pool, trigger }: TriggerCall): void {
  const cognito = { principal: 'cognito-idp.amazonaws.com', sourceArn: pool.arn };
  if (!iam.mayInvoke(functionArn, cognito)) throw notInvoked(trigger, 'AccessDeniedException');
}

const notInvoked = (trigger: TriggerName, reason: string): CognitoError =>
  new CognitoError(
    'UnexpectedLambdaException',
    `${trigger} invocation failed due to error ${reason}.`,
  );

/** The user's attributes as events carry them. */
export function eventAttributes(pool: Pool, user: User): Record<string, string> {
  return {
    sub: user.sub,
    'cognito:user_status': user.status,
    ...Object.fromEntries([...user.attributes].filter(([name]) => pool.schema.has(name))),
  };
}

function lambdaConfig(pool: Pool): Readonly<Record<string, unknown>> {
  return recordOf(pool.properties['LambdaConfig']);
}

function functionOf(pool: Pool, trigger: TriggerName): string | null {
  const config = lambdaConfig(pool);
  if (trigger !== 'PreTokenGeneration') return textOf(config[trigger]);
  return (
    textOf(recordOf(config['PreTokenGenerationConfig'])['LambdaArn']) ?? textOf(config[trigger])
  );
}

function eventOf(call: TriggerCall, version: number): Record<string, unknown> {
  return {
    version: String(version),
    triggerSource: call.source,
    region: call.pool.region,
    userPoolId: call.pool.id,
    userName: call.userName,
    callerContext: {
      awsSdkVersion: 'aws-sdk-unknown-unknown',
      clientId: call.clientId ?? 'CLIENT_ID_NOT_APPLICABLE',
    },
    request: call.request,
    response: call.response,
  };
}

/**
 * AWS asks a function that is silent for 5 seconds again, three times in all, without ending the
 * call before: it may run beside the next.
 */
async function invokePatiently(
  lambda: LambdaHost,
  clock: Clock,
  trigger: TriggerName,
  arn: string,
  event: object,
): Promise<InvokeResult> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const result = await withLimit(clock, lambda.invoke(arn, event)).catch((error: unknown) => {
      throw notInvoked(trigger, error instanceof Error ? error.message : String(error));
    });
    if (result !== null) return result;
  }
  throw notInvoked(trigger, 'Socket timeout while invoking Lambda function');
}

/** Null when the time is over. */
async function withLimit(
  clock: Clock,
  invocation: Promise<InvokeResult>,
): Promise<InvokeResult | null> {
  const late = Promise.withResolvers<null>();
  const cancel = machineTime(clock).after(LIMIT, () => late.resolve(null));
  try {
    return await Promise.race([invocation, late.promise]);
  } finally {
    cancel();
  }
}
