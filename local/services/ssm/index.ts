import type { App } from '../../assembly/model.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import { createAwsJsonFront } from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Part } from '../../shared/service.ts';
import type { ParameterServices, StoredParameter } from './action.ts';
import { actions } from './actions/index.ts';

interface SsmOptions {
  readonly credentials: Pick<CredentialStore, 'find'>;
  /** When the engine began, in milliseconds since the epoch. */
  readonly startedAt: number;
}

const MAX_BODY_BYTES = 64 * 1024; // 64 KiB

/** The Parameter Store: reads what the template makes, and what was given from outside. */
export function createSsm(
  app: Pick<App, 'ssmParameters' | 'outsideValues' | 'region' | 'accountId'>,
  { credentials, startedAt }: SsmOptions,
): Part & { readonly routes: readonly HttpRoute[] } {
  const arnOf = (name: string): string =>
    `arn:aws:ssm:${app.region}:${app.accountId}:parameter/${name.replace(/^\//, '')}`;
  const given = Object.entries(app.outsideValues).map(([name, value]): StoredParameter => {
    return { name, arn: arnOf(name), type: 'String', value };
  });
  // What is given goes before what the template says.
  const byName = new Map([...app.ssmParameters, ...given].map((one) => [one.name, one]));
  const services: ParameterServices = {
    find: (name) => byName.get(name) ?? null,
    below: (path) =>
      [...byName.values()]
        .filter(({ name }) => name.startsWith(path))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    arnOf: (name) => byName.get(name)?.arn ?? arnOf(name),
    since: startedAt,
  };
  const route = createAwsJsonFront({
    name: 'ssm',
    title: 'reads of the Parameter Store',
    prefix: 'AmazonSSM.',
    actions,
    services,
    credentials,
    maxBodyBytes: MAX_BODY_BYTES,
  });
  return {
    name: 'ssm',
    routes: [route],
  };
}
