import { AWS_LIMITS, type AwsLimits } from './aws-limits.ts';
import { obeyLimit } from './time-limit.ts';

/** Of any SDK client; what else it is made with, it says itself. */
type ClientClass<Client> = new (settings: AwsLimits) => Client;

/**
 * The one place in which functions make a client of AWS: it waits no longer than AWS_LIMITS says, and its calls
 * end with the time of whatever they are part of.
 * @param settings what it is made with beside
 */
export function createAwsClient<Client extends object>(
  Class: ClientClass<Client>,
  service: keyof typeof AWS_LIMITS,
  settings: Readonly<Record<string, unknown>> = {},
): Client {
  const client = new Class({ ...settings, ...AWS_LIMITS[service] });
  obeyLimit(client);
  return client;
}
