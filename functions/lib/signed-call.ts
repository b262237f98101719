import { fromEnv } from '@aws-sdk/credential-provider-env';
import { AWS_LIMITS } from './aws-limits.ts';
import { systemClock, type Clock } from './clock.ts';
import { readEnvironment } from './environment.ts';
import { isPassing, obstacleOf } from './obstacles.ts';
import { createSender, jsonOf, type Answer, type Signing } from './signed-request.ts';
import { ServiceError } from './service-error.ts';
import { currentLimit, noteThrottled } from './time-limit.ts';
import { withAttempts } from './with-attempts.ts';

/**
 * Names of services in signatures, the limits that each has, and by which variable another address of it is told.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
const SERVICES = {
  'cognito-idp': { limits: 'cognito', variable: 'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER' },
  s3: { limits: 's3', variable: 'AWS_ENDPOINT_URL_S3' },
  ses: { limits: 'ses', variable: 'AWS_ENDPOINT_URL_SESV2' },
  sqs: { limits: 'sqs', variable: 'AWS_ENDPOINT_URL_SQS' },
} as const;

type Service = keyof typeof SERVICES;

/** Where a service is to be asked instead of AWS; undefined in Lambda. */
export const endpointOf = (service: Service): string | undefined =>
  process.env[SERVICES[service].variable] ?? process.env['AWS_ENDPOINT_URL'];

/** Where a service is asked, as whom, and how often. */
export interface CallSettings extends Pick<Signing, 'region' | 'credentials'> {
  /** URL that stands for every service. @default - AWS's of each */
  readonly endpoint?: string | undefined;
  /** @default 3 */
  readonly attempts?: number;
  /** @default the system's */
  readonly clock?: Clock;
}

/** One call. */
export interface ServiceCall {
  readonly method: 'POST' | 'PUT';
  /** AWS's name of the service's machines, unless the settings name another URL. */
  readonly host: string;
  readonly path: string;
  /** Beside those of the signature. @default - the content type of JSON */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers the JSON of the answer; an empty object when it has none. */
export type SignedCall = (call: ServiceCall) => Promise<unknown>;

/** As the function itself, by Lambda's environment. */
const ofLambda = (service: Service): CallSettings => ({
  region: readEnvironment('AWS_REGION'),
  credentials: fromEnv(),
  endpoint: endpointOf(service),
});

/**
 * Asks a service by signed requests, as its client of the SDK does, which would be a fifth of the code that each start
 * of a function loads, for a few kinds of calls (docs/decisions/0022).
 * @throws ServiceError from the call, when AWS does not do what is asked: after three attempts at what may pass
 */
export function createSignedCall(
  service: Service,
  settings: CallSettings = ofLambda(service),
): SignedCall {
  const { region, credentials, endpoint, attempts = 3, clock = systemClock } = settings;
  const { requestHandler: limits } = AWS_LIMITS[SERVICES[service].limits];
  const send = createSender({ service, region, credentials }, limits);
  // Milliseconds by which the service's clock is ahead of this machine's.
  let ahead = 0;
  return ({ host, path, ...request }) => {
    const url = new URL(path, endpoint ?? `https://${host}`);
    let skew: number | null = null;
    const mayPass = (error: unknown) =>
      currentLimit()?.aborted !== true &&
      (!(error instanceof ServiceError) || skew !== null || isPassing(error));
    return withAttempts({ attempts, clock, mayPass }, async () => {
      const at = clock.now() + ahead;
      try {
        const body = bodyOf(service, await send({ ...request, url, at: new Date(at) }));
        noteThrottled(false);
        return body;
      } catch (error) {
        noteThrottled(obstacleOf(error) === 'throttled');
        skew = error instanceof ServiceError ? error.skewOf(at) : null;
        if (skew !== null) ahead += skew;
        throw error;
      }
    });
  };
}

function bodyOf(service: string, answer: Answer): unknown {
  const body = jsonOf(answer) as Readonly<Record<string, unknown>>;
  if (answer.status >= 200 && answer.status < 300) return body;
  throw new ServiceError(service, answer, body);
}
