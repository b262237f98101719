import { randomUUID } from 'node:crypto';
import { CognitoError, invalidParameter, resourceNotFound } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import { poolList } from '../store/pool-settings.ts';
import type { Pool } from './pool.ts';

/** Where the texts are that people accept when they sign up. */
export interface Terms {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  /** URLs by language, such as `cognito:default`. */
  readonly links: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

const TERMS = poolList<Terms>('terms');

/** The terms of a pool, oldest first. */
export const termsOf = ({ store }: Services, pool: Pool): readonly Terms[] =>
  TERMS.get(store, pool.id) ?? [];

const TITLES = { 'terms-of-use': 'Terms of use', 'privacy-policy': 'Privacy policy' } as const;
/** The pages are in English. */
const LANGUAGES = ['cognito:english', 'cognito:default'];

/**
 * What the sign-up page of a client points to: both kinds of terms, or none.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html#managed-login-terms-documents
 */
export function shownTerms(
  services: Services,
  pool: Pool,
  client: string,
): readonly { readonly title: string; readonly url: string }[] {
  const own = termsOf(services, pool).filter(({ clientId }) => clientId === client);
  const shown = Object.entries(TITLES).flatMap(([kind, title]) => {
    const links = own.find(({ name }) => name.startsWith(kind))?.links ?? {};
    const url = LANGUAGES.map((language) => links[language]).find((link) => link !== undefined);
    return url !== undefined && /^https?:/i.test(url) ? [{ title, url }] : [];
  });
  return shown.length === Object.keys(TITLES).length ? shown : [];
}

/** @throws CognitoError ResourceNotFoundException */
export function requireTerms(services: Services, pool: Pool, id: string): Terms {
  const found = termsOf(services, pool).find((terms) => terms.id === id);
  if (!found) throw resourceNotFound(`Terms ${id} does not exist.`);
  return found;
}

/**
 * The terms of a client by their name.
 * @throws CognitoError ResourceNotFoundException
 */
export function requireTermsOf(
  services: Services,
  pool: Pool,
  clientId: string,
  name: string,
): Terms {
  const all = termsOf(services, pool);
  const found = all.find((terms) => terms.clientId === clientId && terms.name === name);
  if (!found) throw resourceNotFound(`Client ${clientId} has no terms of the name ${name}.`);
  return found;
}

/** @throws CognitoError TermsExistsException, InvalidParameterException */
export function createTerms(
  services: Services,
  pool: Pool,
  given: Pick<Terms, 'clientId' | 'name' | 'links'>,
): Terms {
  const now = services.clock.now();
  return putTerms(services, pool, { ...given, id: randomUUID(), createdAt: now, modifiedAt: now });
}

/** @throws CognitoError ResourceNotFoundException, TermsExistsException, InvalidParameterException */
export function updateTerms(
  services: Services,
  pool: Pool,
  id: string,
  changes: Partial<Pick<Terms, 'name' | 'links'>>,
): Terms {
  const known = requireTerms(services, pool, id);
  return putTerms(services, pool, { ...known, ...changes, modifiedAt: services.clock.now() });
}

/** @throws CognitoError ResourceNotFoundException */
export function deleteTerms(services: Services, pool: Pool, id: string): void {
  requireTerms(services, pool, id);
  const left = termsOf(services, pool).filter((terms) => terms.id !== id);
  TERMS.put(services.store, pool.id, left);
}

function putTerms(services: Services, pool: Pool, terms: Terms): Terms {
  if (Object.keys(terms.links).length === 0) throw invalidParameter('Links must not be empty.');
  const others = termsOf(services, pool).filter(({ id }) => id !== terms.id);
  const isTaken = others.some(
    ({ clientId, name }) => clientId === terms.clientId && name === terms.name,
  );
  if (isTaken) {
    throw new CognitoError(
      'TermsExistsException',
      `Terms with the name ${terms.name} already exist for client ${terms.clientId}.`,
    );
  }
  const all = [...others, terms].toSorted((one, other) => one.createdAt - other.createdAt);
  TERMS.put(services.store, pool.id, all);
  return terms;
}
