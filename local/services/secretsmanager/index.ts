import type { CredentialStore } from '../../aws/credentials.ts';
import { createAwsJsonFront } from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Part } from '../../shared/service.ts';
import type { SecretServices } from './action.ts';
import { actions } from './actions/index.ts';
import { findsSecrets, type AppWithSecrets } from './find-secrets.ts';

export { findsSecrets } from './find-secrets.ts';

interface SecretsOptions {
  readonly credentials: Pick<CredentialStore, 'find'>;
  /** When the engine began, in milliseconds since the epoch. */
  readonly startedAt: number;
}

const MAX_BODY_BYTES = 64 * 1024; // 64 KiB

/** Secrets Manager: reads what the template makes, and what was given from outside. */
export function createSecretsmanager(
  app: AppWithSecrets,
  { credentials, startedAt }: SecretsOptions,
): Part & { readonly routes: readonly HttpRoute[] } {
  const services: SecretServices = { ...findsSecrets(app), since: startedAt };
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
