import type { App } from '../../assembly/model.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import { createAwsJsonFront } from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Part } from '../../shared/service.ts';
import type { SecretServices, StoredSecret } from './action.ts';
import { actions } from './actions/index.ts';

interface SecretsOptions {
  readonly credentials: Pick<CredentialStore, 'find'>;
  /** When the engine began, in milliseconds since the epoch. */
  readonly startedAt: number;
}

const MAX_BODY_BYTES = 64 * 1024; // 64 KiB
const OUTSIDE_VERSION = '00000000-0000-4000-8000-000000000000';

/** Secrets Manager: reads what the template makes, and what was given from outside. */
export function createSecretsmanager(
  app: Pick<App, 'secrets' | 'outsideValues' | 'region' | 'accountId'>,
  { credentials, startedAt }: SecretsOptions,
): Part & { readonly routes: readonly HttpRoute[] } {
  const arnOf = (id: string): string =>
    id.startsWith('arn:')
      ? id
      : `arn:aws:secretsmanager:${app.region}:${app.accountId}:secret:${id}`;
  const outside = (id: string): StoredSecret | null => {
    const secretString = Object.hasOwn(app.outsideValues, id) ? app.outsideValues[id] : undefined;
    if (secretString === undefined) return null;
    const name = id.replace(/^arn:.*:secret:/, '');
    return { name, arn: arnOf(id), versionId: OUTSIDE_VERSION, secretString };
  };
  const services: SecretServices = {
    // What is given goes before what the template says.
    find: (id) =>
      outside(id) ??
      app.secrets.find(
        ({ name, arn }) => id === name || id === arn || id === arn.replace(/-\w{6}$/, ''),
      ) ??
      null,
    arnOf,
    since: startedAt,
  };
  const route = createAwsJsonFront({
    name: 'secretsmanager',
    title: 'reads of Secrets Manager',
    prefix: 'secretsmanager.',
    actions,
    services,
    credentials,
    maxBodyBytes: MAX_BODY_BYTES,
  });
  return {
    name: 'secretsmanager',
    routes: [route],
  };
}
