import { isObject } from '../../../shared/is-object.ts';
import { textOf } from '../text-of.ts';
import { StateError } from '../interpreter/index.ts';
import type { ServiceAnswer } from './call-service.ts';
import { refused } from './json-service.ts';
import type { TaskIntegration, TaskServices } from './task-services.ts';

interface Invocation {
  readonly functionName: string;
  readonly payload: unknown;
  readonly type?: string;
  readonly qualifier?: string;
}

/** A Task whose Resource is the function: its answer is the result. */
export async function invokeFunction(
  functionName: string,
  payload: unknown,
  services: TaskServices,
  signal: AbortSignal,
): Promise<unknown> {
  const { body } = await invoked({ functionName, payload }, services, signal);
  return valueIn(body);
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
const invoke: TaskIntegration = async (argument, services, signal) => {
  const { FunctionName, Payload, InvocationType, Qualifier } = argument;
  const answer = await invoked(
    {
      functionName: String(FunctionName),
      payload: Payload ?? {},
      ...(typeof InvocationType === 'string' && { type: InvocationType }),
      ...(typeof Qualifier === 'string' && { qualifier: Qualifier }),
    },
    services,
    signal,
  );
  const { status, headers, body } = answer;
  return {
    ExecutedVersion: headers['x-amz-executed-version'] ?? '$LATEST',
    Payload: valueIn(body),
    SdkHttpMetadata: { HttpHeaders: headers, HttpStatusCode: status },
    SdkResponseMetadata: { RequestId: headers['x-amzn-requestid'] ?? '' },
    StatusCode: status,
  };
};

async function invoked(
  { functionName, payload, type, qualifier }: Invocation,
  { call }: TaskServices,
  signal: AbortSignal,
): Promise<ServiceAnswer> {
  const query = qualifier === undefined ? '' : `?Qualifier=${encodeURIComponent(qualifier)}`;
  const path = `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations${query}`;
  const headers: Readonly<Record<string, string>> =
    type === undefined ? {} : { 'x-amz-invocation-type': type };
  const answer = await call(
    { service: 'lambda', path, headers, body: JSON.stringify(payload) },
    signal,
  );
  const isFailure = answer.headers['x-amz-function-error'] !== undefined;
  if (answer.status < 400 && !isFailure) return answer;
  const told = valueIn(answer.body);
  const error = isObject(told) ? told : {};
  // What the function threw is known by its own name.
  if (isFailure) throw new StateError(textOf(error['errorType'] ?? 'Error'), answer.body);
  const errorType = answer.headers['x-amzn-errortype'] ?? 'Unknown';
  throw refused('Lambda', errorType, error['Message'] ?? error['message'], answer);
}

const valueIn = (body: string): unknown => (body === '' ? {} : (JSON.parse(body) as unknown));

export const lambda: Readonly<Record<string, TaskIntegration>> = { 'lambda:invoke': invoke };
