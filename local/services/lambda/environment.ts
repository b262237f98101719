import type { LambdaFunction } from '../../assembly/model.ts';
import type { Credentials } from '../../aws/credentials.ts';

/** What all functions share. */
export interface EnvironmentOptions {
  /** Where AWS SDKs in the functions send their calls: the gateway. */
  readonly endpointUrl: string;
}

/**
 * The whole process.env of a function: its own variables, what Lambda defines, and nothing of this
 * machine but PATH. Lambda's names win, as in AWS. LAMBDA_TASK_ROOT is said by the thread, when it has the code.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function functionEnvironment(
  lambda: LambdaFunction,
  credentials: Credentials,
  { endpointUrl }: EnvironmentOptions,
): Record<string, string> {
  const region = lambda.arn.split(':')[3] ?? '';
  return {
    AWS_ENDPOINT_URL: endpointUrl,
    ...lambda.environment,
    _HANDLER: lambda.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${lambda.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: lambda.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupName(lambda),
    AWS_LAMBDA_LOG_STREAM_NAME: LOG_STREAM_NAME,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken !== undefined && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    LANG: 'en_US.UTF-8',
    PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    TZ: 'UTC',
  };
}

/** Name of the function's log group. */
export const logGroupName = (lambda: LambdaFunction): string =>
  `/aws/lambda/${lambda.functionName}`;

/** Name of the log stream in every invocation's context. */
export const LOG_STREAM_NAME = 'local/[$LATEST]local';
