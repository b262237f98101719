import { awsServiceOf, hostNameOf } from '../shared/aws-hosts.ts';

const HOSTS = /(?:(https?|wss?):\/\/)?((?:[a-z0-9_-]+\.)+[a-z]{2,}(?::\d+)?)/gi;

/**
 * An output of a stack with this machine's address where the template names a host of AWS: a token
 * endpoint's, an issuer's, a bucket's. Nobody is sent to a public host that knows nothing of this app.
 */
export function localOutput(value: string, baseUrl: string): string {
  return value.replace(HOSTS, (whole, scheme: string | undefined, host: string) => {
    const service = awsServiceOf(host);
    if (service === null) return whole;
    const { host: own, protocol } = new URL(baseUrl);
    const bucket = service === 's3' ? /^(.+?)\.s3[.-]/.exec(hostNameOf(host))?.[1] : undefined;
    const place = bucket === undefined ? own : `${own}/${bucket}`;
    if (scheme === undefined) return place;
    const isSocket = scheme.toLowerCase().startsWith('ws');
    return `${isSocket ? protocol.replace('http', 'ws') : protocol}//${place}`;
  });
}
