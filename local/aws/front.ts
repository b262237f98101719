import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultPoint, Faults } from '../faults/index.ts';
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
  /** Which call it is to rules of faults, and those rules. @default - no rule concerns it */
  readonly faulty?: {
    readonly faults: Faults | undefined;
    readonly point: (call: AwsCall) => FaultPoint;
  };
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
export function createFront({ limit, faulty, answer, refuse, ...route }: Front): HttpRoute {
  return {
    ...route,
    async handle(request, response, url) {
      try {
        const { bytes, exceeded = () => tooLong(bytes) } =
          typeof limit === 'function' ? limit(request) : limit;
        const body = await readBody(request, bytes);
        if (body === null) throw exceeded();
        const call = { request, response, url, body };
        if (faulty?.faults?.isSet) await requireNoFault(faulty.faults, faulty.point(call));
        await answer(call);
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

/**
 * Waits or fails as rules say.
 * @throws AwsError in the service's own terms
 */
async function requireNoFault(faults: Faults, point: FaultPoint): Promise<void> {
  const failure = await faults.meet(point);
  if (failure) throw new AwsError(failure.type, failure.message, failure.status);
}
