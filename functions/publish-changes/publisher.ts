import type { PublishUserChangeInput } from '../../generated/publish-user-change.ts';
import { PublishUserChangeDocument } from '../../generated/publish-user-change.ts';
import { AWS_LIMITS } from '../lib/aws-limits.ts';
import type { Clock } from '../lib/clock.ts';
import { createSender, jsonOf, type Answer, type Signing } from '../lib/signed-request.ts';
import { withAttempts } from '../lib/with-attempts.ts';

/** Tells AppSync of one change; throws when it was not taken. */
export type Publish = (input: PublishUserChangeInput) => Promise<void>;

/** Where the API is, and as whom it is called. */
export interface PublisherOptions {
  readonly graphqlUrl: string;
  readonly region: string;
  readonly credentials: Signing['credentials'];
  readonly clock: Clock;
}

/** Of a change that AppSync throttles: 2 seconds of pauses at most. Then the stream brings it again. */
const ATTEMPTS = 5;

/** Calls publishUserChange as this function's role: an IAM-signed GraphQL request. */
export function createPublisher(options: PublisherOptions): Publish {
  const { credentials, region, clock } = options;
  const signing = { service: 'appsync', region, credentials };
  const send = createSender(signing, AWS_LIMITS.appsync.requestHandler);
  const url = new URL(options.graphqlUrl);
  const post = async (input: PublishUserChangeInput) => {
    const query = PublishUserChangeDocument.toString();
    const body = JSON.stringify({ query, variables: { input } });
    refuseErrors(await send({ method: 'POST', url, body, headers: HEADERS }));
  };
  // What else stands in the way the stream brings again.
  const mayPass = (error: unknown) => error instanceof PublishError && error.status === THROTTLED;
  return (input) => withAttempts({ attempts: ATTEMPTS, clock, mayPass }, () => post(input));
}

/** The firewall refuses who does not say what it is. */
const HEADERS = { 'content-type': 'application/json', 'user-agent': 'user-manager' };

/** @see https://docs.aws.amazon.com/appsync/latest/APIReference/CommonErrors.html */
const THROTTLED = 429;

/** GraphQL messages may quote a value of the user, so only types and places are told. */
class PublishError extends Error {
  override readonly name: string;
  readonly status: number;

  constructor(status: number, types: readonly string[]) {
    super('AppSync did not take the change');
    this.status = status;
    this.name = ['PublishError', String(status), ...types].join(' ');
  }
}

interface GraphQLAnswer {
  readonly errors?: readonly { readonly errorType?: string; readonly path?: unknown }[];
}

function refuseErrors(answer: Answer): void {
  const { status } = answer;
  const { errors = [] } = jsonOf(answer) as GraphQLAnswer;
  if (status >= 200 && status < 300 && errors.length === 0) return;
  throw new PublishError(
    status,
    errors.map((error) => `${error.errorType ?? 'error'} at ${JSON.stringify(error.path ?? null)}`),
  );
}
