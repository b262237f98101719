import { isObject } from '../../../shared/is-object.ts';
import { textOf } from '../text-of.ts';
import { StateError } from '../interpreter/index.ts';
import type { ServiceAnswer } from './call-service.ts';
import type { TaskServices } from './task-services.ts';

/** How a service takes AWS JSON: what stands before an action in X-Amz-Target, and the version. */
interface JsonProtocol {
  readonly prefix: string;
  readonly version: '1.0' | '1.1';
}

/** Services that take AWS JSON at one address, by their names in signatures. */
const PROTOCOLS = {
  'cognito-idp': { prefix: 'AWSCognitoIdentityProviderService.', version: '1.1' },
  dynamodb: { prefix: 'DynamoDB_20120810.', version: '1.0' },
  events: { prefix: 'AWSEvents.', version: '1.1' },
  secretsmanager: { prefix: 'secretsmanager.', version: '1.1' },
  sqs: { prefix: 'AmazonSQS.', version: '1.0' },
  ssm: { prefix: 'AmazonSSM.', version: '1.1' },
  states: { prefix: 'AWSStepFunctions.', version: '1.0' },
} as const satisfies Readonly<Record<string, JsonProtocol>>;

/** A service that takes AWS JSON, as one kind of task calls it. */
export interface JsonService {
  readonly service: keyof typeof PROTOCOLS;
  /** What its errors begin with: not the same for each kind of task. */
  readonly errors: string;
}

/**
 * Calls an action of a service.
 * @throws StateError `<errors>.<type>`
 */
export async function callJson(
  { service, errors }: JsonService,
  action: string,
  input: object,
  { call }: Pick<TaskServices, 'call'>,
  signal: AbortSignal,
): Promise<AnswerOfTask> {
  const { prefix, version } = PROTOCOLS[service];
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
