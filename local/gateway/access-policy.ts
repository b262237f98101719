import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { awsServiceOf, hostNameOf } from '../shared/aws-hosts.ts';

/** What the name says that a request calls this machine by. */
export type HostJudgement =
  | { readonly refusal: string }
  /** The service of AWS whose host it is; null under names of this machine. */
  | { readonly refusal: null; readonly awsService: string | null };

/**
 * Whether a request calls this machine by a name that is its own: `localhost`, an address, a name of
 * `own`. A site can make a name of its own lead to 127.0.0.1 (DNS rebinding), and its pages would then
 * be of the gateway's origin; it cannot do so with an address, and not with a name of AWS.
 * @param own names that `--host` and `--allow-host` give
 */
export function createHostPolicy(
  own: readonly string[],
): (request: IncomingMessage) => HostJudgement {
  const names = new Set(own.map(hostNameOf));
  // Clients call by one name: it is judged once.
  let last: string | null = null;
  let judgement: HostJudgement = { refusal: '' };
  return ({ headers: { host = '' } }) => {
    if (host !== last) {
      judgement = judge(host, names);
      last = host;
    }
    return judgement;
  };
}

function judge(host: string, names: ReadonlySet<string>): HostJudgement {
  const name = hostNameOf(host);
  const awsService = awsServiceOf(host);
  const isOwn =
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    isIP(name.replace(/^\[(.*)\]$/, '$1')) > 0 ||
    names.has(name);
  if (isOwn || awsService !== null) return { refusal: null, awsService };
  return {
    refusal:
      `This engine does not go by the host name ${JSON.stringify(name.slice(0, 255))}. ` +
      'Use localhost or the URL that the engine printed, or start it with --allow-host NAME.',
  };
}

/** What a page of another origin is told. */
export const CROSS_ORIGIN =
  'Pages of other origins may not call this address; GraphQL, the Cognito API and the OAuth endpoints are for them.';
