import type { EventApi } from './model.ts';
import { awsServiceOf, hostNameOf } from '../shared/aws-hosts.ts';

const HOSTS = /(?:(https?|wss?):\/\/)?((?:[a-z0-9_-]+\.)+[a-z]{2,}(?::\d+)?)/gi;

/**
 * An output of a stack with this machine's address where the template names a host of AWS: a token
 * endpoint's, an issuer's, a bucket's. Nobody is sent to a public host that knows nothing of this app.
 * @param eventApis whose hosts stand for paths of their own
 */
export function localOutput(
  value: string,
  baseUrl: string,
  eventApis: readonly Pick<EventApi, 'host' | 'realtimeHost' | 'path'>[] = [],
): string {
  return value.replace(HOSTS, (whole, scheme: string | undefined, host: string) => {
    const service = awsServiceOf(host);
    if (service === null) return whole;
    const { host: own, protocol } = new URL(baseUrl);
    const bucket = service === 's3' ? /^(.+?)\.s3[.-]/.exec(hostNameOf(host))?.[1] : undefined;
    const eventApi = eventApis.find((api) => [api.host, api.realtimeHost].includes(host));
    const prefix = eventApi?.path.replace(/\/event$/, '') ?? '';
    const place = bucket === undefined ? own + prefix : `${own}/${bucket}`;
    if (scheme === undefined) return place;
    const isSocket = scheme.toLowerCase().startsWith('ws');
    return `${isSocket ? protocol.replace('http', 'ws') : protocol}//${place}`;
  });
}
