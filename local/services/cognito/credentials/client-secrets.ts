import { randomBytes } from 'node:crypto';
import type { UserPoolClient } from '../../../assembly/model.ts';
import type { Pool, Pools } from '../pool/pool.ts';
import { CognitoError, invalidParameter, resourceNotFound } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { Store } from '../store/index.ts';
import { poolList } from '../store/pool-settings.ts';

/** A secret of an app client. */
export interface ClientSecret {
  /** `<client id>--<seconds since the epoch>`. */
  readonly id: string;
  readonly value: string;
  /** Milliseconds. */
  readonly createdAt: number;
}

/** Of one client, so that the next is known before the last one is gone. */
const MOST = 2;

const secretsOf = (clientId: string) => poolList<ClientSecret>(`secrets|${clientId}`);

/** The secrets of a client, oldest first. The template's is taken to be of the moment when somebody first asks. */
export function clientSecrets(
  { store, clock }: Services,
  pool: Pool,
  client: UserPoolClient,
): readonly ClientSecret[] {
  const list = secretsOf(client.clientId);
  const kept = list.get(store, pool.id);
  if (kept || client.clientSecret === null) return kept ?? [];
  const first = [secretOf(client.clientId, client.clientSecret, clock.now())];
  list.put(store, pool.id, first);
  return first;
}

/**
 * Adds a secret.
 * @param value of the caller's choice; chance otherwise
 * @throws CognitoError LimitExceededException, InvalidParameterException
 */
export function addClientSecret(
  services: Services,
  pool: Pool,
  client: UserPoolClient,
  value = randomBytes(38).toString('hex').slice(0, 51),
): ClientSecret {
  const secrets = clientSecrets(services, pool, client);
  if (secrets.length === 0) {
    throw invalidParameter(`Client ${client.clientId} is not configured with secret`);
  }
  if (secrets.length >= MOST) {
    throw new CognitoError(
      'LimitExceededException',
      `Client ${client.clientId} already has the maximum number of ${MOST} client secrets.`,
    );
  }
  const taken = new Set(secrets.map(({ id }) => id));
  let added = secretOf(client.clientId, value, services.clock.now());
  for (let ms = added.createdAt; taken.has(added.id); ms += 1_000) {
    added = { ...secretOf(client.clientId, value, ms), createdAt: added.createdAt };
  }
  put(services, pool, client, [...secrets, added]);
  return added;
}

/** @throws CognitoError ResourceNotFoundException, InvalidParameterException for the last one */
export function removeClientSecret(
  services: Services,
  pool: Pool,
  client: UserPoolClient,
  id: string,
): void {
  const secrets = clientSecrets(services, pool, client);
  const left = secrets.filter((secret) => secret.id !== id);
  if (left.length === secrets.length) {
    throw resourceNotFound(`Client secret ${id} does not exist.`);
  }
  if (left.length === 0) {
    throw invalidParameter('Cannot delete the last remaining secret for an app client.');
  }
  put(services, pool, client, left);
}

/** Brings the clients to what was added and removed before. */
export function loadClientSecrets(store: Store, pools: Pools): void {
  pools.forgetSecrets();
  for (const pool of pools.all) {
    for (const { clientId } of pool.source.clients) {
      const kept = secretsOf(clientId).get(store, pool.id);
      if (kept) pools.putSecrets(clientId, valuesOf(kept));
    }
  }
}

const valuesOf = (secrets: readonly ClientSecret[]): readonly string[] =>
  secrets.map(({ value }) => value);

function put(
  { store, pools }: Services,
  pool: Pool,
  { clientId }: UserPoolClient,
  secrets: readonly ClientSecret[],
): void {
  secretsOf(clientId).put(store, pool.id, secrets);
  pools.putSecrets(clientId, valuesOf(secrets));
}

const secretOf = (clientId: string, value: string, createdAt: number): ClientSecret => ({
  id: `${clientId}--${Math.floor(createdAt / 1000)}`,
  value,
  createdAt,
});
