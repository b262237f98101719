import { isObject } from '../../../shared/is-object.ts';
import { textOf } from '../text-of.ts';
import { StateError } from '../interpreter/index.ts';
import type { ServiceAnswer } from './call-service.ts';
import type { TaskServices } from './task-services.ts';

/** A service that takes AWS JSON at one address. */
export interface JsonService {
  /** As in signatures. */
  readonly service: string;
  /** Of X-Amz-Target. */
  readonly prefix: string;
  readonly version: '1.0' | '1.1';
  /** What its errors begin with. */
  readonly errors: string;
}

/**
 * Calls an action of a service.
 * @throws StateError `<errors>.<type>`
 */
export async function callJson(
  { service, prefix, version, errors }: JsonService,
  action: string,
  input: object,
  { call }: Pick<TaskServices, 'call'>,
  signal: AbortSignal,
): Promise<AnswerOfTask> {
  const headers = {
    'content-type': `application/x-amz-json-${version}`,
    'x-amz-target': `${prefix}${action}`,
  };
  const answer = await call({ service, headers, body: JSON.stringify(input) }, signal);
  const body: unknown = answer.body === '' ? {} : JSON.parse(answer.body);
  const output = isObject(body) ? body : {};
  if (answer.status >= 400) throw refusalOf(errors, output, answer);
  return { output, answer };
}

interface AnswerOfTask {
  readonly output: Readonly<Record<string, unknown>>;
  readonly answer: ServiceAnswer;
}

function refusalOf(
  errors: string,
  output: Readonly<Record<string, unknown>>,
  answer: ServiceAnswer,
): StateError {
  const type = textOf(output['__type'] ?? answer.headers['x-amzn-errortype'] ?? 'Unknown');
  return refused(errors, type, output['message'] ?? output['Message'], answer);
}

/** A service's refusal as Step Functions names it: the SDK's own name, which ends in `Exception`. */
export function refused(
  errors: string,
  type: string,
  message: unknown,
  { status }: Pick<ServiceAnswer, 'status'>,
): StateError {
  const name = type.replace(/^.*#/, '').replace(/:.*$/, '');
  const full = name.endsWith('Exception') ? name : `${name}Exception`;
  const cause = typeof message === 'string' ? message : '';
  return new StateError(`${errors}.${full}`, `${cause} (Status Code: ${status})`);
}

/** What optimized integrations add to an answer. */
export const withMetadata = ({ output, answer }: AnswerOfTask): object => ({
  ...output,
  SdkHttpMetadata: {
    AllHttpHeaders: Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, [value]]),
    ),
    HttpHeaders: answer.headers,
    HttpStatusCode: answer.status,
  },
  SdkResponseMetadata: { RequestId: answer.headers['x-amzn-requestid'] ?? '' },
});
