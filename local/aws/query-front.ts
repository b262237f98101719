import type { HttpRoute } from '../shared/http-route.ts';
import { shownInLog } from '../shared/shown-in-log.ts';
import { AwsError } from './aws-error.ts';
import { signedService } from './check-signature.ts';
import type { CredentialStore, Principal } from './credentials.ts';
import { createFront } from './front.ts';
import { queryForm, refuseQueryXml, sendQueryXml } from './query-xml.ts';
import { requireSignature } from './require-signature.ts';

/**
 * One action of a service: checks whether the caller may do it, and does it.
 * @throws AwsError
 */
export type QueryAction = (form: URLSearchParams, caller: Principal | null) => object;

/** A service of AWS's query protocol. */
export interface QueryService {
  /** As in hosts and signatures, `sts`. */
  readonly name: string;
  /** How error texts call it. */
  readonly title: string;
  /** What of it is played, in words. @default - its title */
  readonly played?: string;
  /** By the value of `Action`. */
  readonly actions: ReadonlyMap<string, QueryAction>;
  /** Whose keys calls are signed with. @default - everybody may do everything */
  readonly credentials: Pick<CredentialStore, 'find'> | undefined;
  readonly maxBodyBytes: number;
}

/**
 * The front of a service whose calls are forms, answered in XML.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function createQueryFront({
  name,
  title,
  played = title,
  actions,
  credentials,
  maxBodyBytes,
}: QueryService): HttpRoute {
  return createFront({
    name,
    awsServices: { [name]: played },
    matches: ({ headers }) => signedService(headers) === name,
    limit: { bytes: maxBodyBytes },
    answer({ request, response, url, body }) {
      const caller = requireSignature(request, body, { service: name, credentials });
      const form = queryForm(url, body);
      const called = form.get('Action') ?? '';
      const action = actions.get(called);
      if (!action) {
        const known = [...actions.keys()].join(', ');
        const message = `${shownInLog(called)} of ${title} is not played here; what is: ${known}.`;
        throw new AwsError('InvalidAction', message);
      }
      sendQueryXml(response, called, action(form, caller));
    },
    refuse: (error, { response }) => refuseQueryXml(response, error),
  });
}
