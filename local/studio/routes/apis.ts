import type { GraphqlApi } from '../../assembly/model.ts';
import type { Principal } from '../../aws/credentials.ts';
import { signRequest } from '../../aws/sign-request.ts';
import { PRELUDE } from '../../graphql/aws-prelude.ts';
import type { Studio } from '../studio-context.ts';
import { badRequest, LocalRouteError } from './local-route-error.ts';
import { defineRoute } from './route.ts';

/** `GET /_local/apis/ID/schema`. */
export interface ApiSchema {
  /** With AppSync's own scalars and directives. */
  readonly sdl: string;
}

/** Headers by their names. */
export type SignedHeaders = Readonly<Record<string, string>>;

/** What an API can be asked, whether or not it allows introspection. */
export const apiSchema = defineRoute({
  method: 'GET',
  path: '/_local/apis/:api/schema',
  about: 'The schema of an API, with what AppSync declares by itself: `ApiSchema`.',
  answer: (studio, { params }): ApiSchema => ({
    sdl: `${PRELUDE}\n${apiOf(studio, params.api).schema}`,
  }),
});

/** A signature as a role of the app, which no page could make by itself. */
export const apiSignature = defineRoute({
  method: 'POST',
  path: '/_local/apis/:api/signature',
  about:
    'Signs a POST to an API, or to an Event API: `{roleArn, path, body, host}`; without a role as the developer, who may ' +
    'everything: `SignedHeaders`.',
  answer(studio, { params, body: given }): SignedHeaders {
    const { region = '' } =
      /:(?<region>[^:]+):\d*:apis/.exec(anyApiOf(studio, params.api).arn)?.groups ?? {};
    const { roleArn, path, body, host } = given;
    if (typeof path !== 'string' || typeof body !== 'string' || typeof host !== 'string') {
      throw badRequest('path, body and host are what is signed: give each as a text.');
    }
    const { credentials, clock } = studio;
    const { host: _signed, ...headers } = signRequest(
      { method: 'POST', path, body, headers: { host } },
      {
        credentials:
          roleArn === undefined || roleArn === ''
            ? credentials.developer
            : credentials.issue(sessionOf(studio, roleArn)),
        region,
        service: 'appsync',
        now: clock.now(),
      },
    );
    return headers;
  },
});

const apiOf = ({ app }: Studio, id: string): GraphqlApi => found(app.apis, id);

/** Event APIs are called in the same way. */
const anyApiOf = ({ app }: Studio, id: string): { readonly arn: string } =>
  found<Pick<GraphqlApi, 'apiId' | 'arn'>>([...app.apis, ...app.eventApis], id);

function found<Api extends Pick<GraphqlApi, 'apiId'>>(apis: readonly Api[], id: string): Api {
  const api = apis.find(({ apiId }) => apiId === id);
  if (api) return api;
  const known = apis.map(({ apiId }) => apiId).join(', ') || 'none';
  throw new LocalRouteError(404, 'NotFound', `The app has no API ${id}; it has ${known}.`);
}

function sessionOf({ app, iam }: Studio, roleArn: unknown): Principal {
  const role = app.roles.find(({ arn }) => arn === roleArn);
  if (role) return iam.session(role.arn, 'studio');
  const known = app.roles.map(({ arn }) => arn).join(', ') || 'none';
  const message = `The app has no role ${JSON.stringify(roleArn)}; it has ${known}.`;
  throw new LocalRouteError(404, 'NotFound', message);
}
