import type { HttpRoute } from '../shared/http-route.ts';
import { isObject } from '../shared/is-object.ts';
import { shownInLog } from '../shared/shown-in-log.ts';
import { AwsError } from './aws-error.ts';
import type { CredentialStore, Principal } from './credentials.ts';
import { createFront } from './front.ts';
import { readJson, sendAwsJson } from './protocols.ts';
import { requireSignature } from './require-signature.ts';

/** The request of an action, in the names of AWS. */
export type JsonInput = Readonly<Record<string, unknown>>;

/**
 * One action of a service: checks whether the caller may do it, and does it.
 * @throws AwsError
 */
export type JsonAction<Services> = (
  input: JsonInput,
  services: Services,
  caller: Principal | null,
) => object | Promise<object>;

/** A service of the AWS JSON protocol. */
export interface AwsJsonService<Services> {
  /** As in hosts and signatures, `ssm`. */
  readonly name: string;
  /** How error texts call it. */
  readonly title: string;
  /** Of X-Amz-Target, `AmazonSSM.`. */
  readonly prefix: string;
  /** @default 1.1 */
  readonly version?: '1.0' | '1.1';
  /** By the name behind it. */
  readonly actions: ReadonlyMap<string, JsonAction<Services>>;
  readonly services: Services;
  /** Whose keys calls are signed with. @default - everybody may do everything */
  readonly credentials: Pick<CredentialStore, 'find'> | undefined;
  readonly maxBodyBytes: number;
}

/**
 * The front of a service whose actions are calls of one address.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function createAwsJsonFront<Services>({
  name,
  title,
  prefix,
  version = '1.1',
  actions,
  services,
  credentials,
  maxBodyBytes,
}: AwsJsonService<Services>): HttpRoute {
  return createFront({
    name,
    awsServices: { [name]: title },
    matches: ({ headers }) => String(headers['x-amz-target']).startsWith(prefix),
    limit: { bytes: maxBodyBytes },
    async answer({ request, response, body }) {
      const caller = requireSignature(request, body, { service: name, credentials, status: 400 });
      const called = String(request.headers['x-amz-target']).slice(prefix.length);
      const action = actions.get(called);
      if (!action) {
        const played = [...actions.keys()].join(', ');
        const message = `${title} ${shownInLog(called)} is not played here; what is: ${played}.`;
        throw new AwsError('UnsupportedByLocalEngine', message);
      }
      const input = readJson(body);
      const output = await action(isObject(input) ? input : {}, services, caller);
      sendAwsJson(response, version, 200, output);
    },
    refuse({ type, message, status }, { response }) {
      sendAwsJson(response, version, status, { __type: type, message });
    },
  });
}
