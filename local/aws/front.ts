import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRoute } from '../shared/http-route.ts';
import { readBody } from '../shared/read-body.ts';
import { AwsError } from './aws-error.ts';

/** A call of a service, its body read. */
export interface AwsCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly body: Buffer;
}

/** What the front of one service knows by itself. */
export interface Front extends Omit<HttpRoute, 'handle'> {
  readonly awsServices: NonNullable<HttpRoute['awsServices']>;
  readonly limit: BodyLimit | ((request: IncomingMessage) => BodyLimit);
  /** @throws AwsError, which `refuse` is given */
  readonly answer: (call: AwsCall) => Promise<void> | void;
  /** Answers a refusal in the service's own protocol. */
  readonly refuse: (error: AwsError, call: Pick<AwsCall, 'request' | 'response'>) => void;
}

/** How long a body may be. */
export interface BodyLimit {
  readonly bytes: number;
  /** The refusal of a longer one. @default - RequestEntityTooLargeException, HTTP 413 */
  readonly exceeded?: () => AwsError;
}

/** The route of a service: reads the body as far as it may go, and answers refusals. */
export function createFront({ limit, answer, refuse, ...route }: Front): HttpRoute {
  return {
    ...route,
    async handle(request, response, url) {
      try {
        const { bytes, exceeded = () => tooLong(bytes) } =
          typeof limit === 'function' ? limit(request) : limit;
        const body = await readBody(request, bytes);
        if (body === null) throw exceeded();
        await answer({ request, response, url, body });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        refuse(error, { request, response });
      }
    },
  };
}

function tooLong(bytes: number): AwsError {
  const message = `The request is longer than ${bytes} bytes.`;
  return new AwsError('RequestEntityTooLargeException', message, 413);
}
