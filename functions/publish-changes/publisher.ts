import type { PublishUserChangeInput } from '../../generated/publish-user-change.ts';
import type { Clock } from '../lib/clock.ts';
import { backOff } from '../lib/clock.ts';
import { PublishUserChangeDocument } from '../../generated/publish-user-change.ts';
import { createSignedFetch, type Signing } from '../lib/signed-request.ts';

/** Tells AppSync of one change; throws when it was not taken. */
export type Publish = (input: PublishUserChangeInput) => Promise<void>;

/** Where the API is, and as whom it is called. */
export interface PublisherOptions {
  readonly graphqlUrl: string;
  readonly region: string;
  readonly credentials: Signing['credentials'];
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** Of a change that AppSync throttles: 2 seconds of pauses at most. Then the stream brings it again. */
const ATTEMPTS = 5;

/** Calls publishUserChange as this function's role: an IAM-signed GraphQL request. */
export function createPublisher(options: PublisherOptions): Publish {
  const { credentials, region } = options;
  const send = createSignedFetch({ service: 'appsync', region, credentials }, options.fetch);
  const url = new URL(options.graphqlUrl);
  const post = async (input: PublishUserChangeInput) => {
    const query = PublishUserChangeDocument.toString();
    const body = JSON.stringify({ query, variables: { input } });
    await refuseErrors(await send({ method: 'POST', url, body }));
  };
  return async (input) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await post(input);
        return;
      } catch (error) {
        const isThrottled = error instanceof PublishError && error.status === THROTTLED;
        if (!isThrottled || attempt === ATTEMPTS) throw error;
        // Longer than at a table: the rates of AppSync are by the second.
        await backOff(options.clock, attempt + 2);
      }
    }
  };
}

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

async function refuseErrors(response: Response): Promise<void> {
  const answer = (await response.json().catch(() => ({}))) as {
    readonly errors?: readonly { readonly errorType?: string; readonly path?: unknown }[];
  };
  const errors = answer.errors ?? [];
  if (response.ok && errors.length === 0) return;
  throw new PublishError(
    response.status,
    errors.map((error) => `${error.errorType ?? 'error'} at ${JSON.stringify(error.path ?? null)}`),
  );
}
