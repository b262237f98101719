import type { UserPoolClient } from '../../../assembly/model.ts';
import { changeAttributes } from '../users/directory.ts';
import { expiredCode } from '../protocol/errors.ts';
import type { CodeDeliveryDetails, Contact } from './contacts.ts';
import type { Pool } from '../pool/pool.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { sendCode, useCode } from './verification.ts';

/** Which changes apply at once and which addresses get a code. */
export interface HeldChanges {
  readonly now: ReadonlyMap<string, string>;
  readonly waiting: readonly Contact[];
}

/**
 * Sorts a user's own changes: a new address gets a code if the pool verifies it automatically, and its
 * value waits for that code if the pool asks for verification before update.
 */
export function holdBack(
  pool: Pool,
  user: User,
  changes: ReadonlyMap<string, string>,
): HeldChanges {
  const now = new Map(changes);
  const waiting: Contact[] = [];
  for (const attribute of ['email', 'phone_number'] as const) {
    const to = changes.get(attribute) ?? '';
    const unchanged = to === user.attributes.get(attribute);
    if (to === '' || unchanged || !pool.autoVerified.includes(attribute)) continue;
    waiting.push({ attribute, medium: attribute === 'email' ? 'EMAIL' : 'SMS', to });
    if (!pool.verifyBeforeUpdate.includes(attribute)) continue;
    now.delete(attribute);
    now.delete(`${attribute}_verified`);
  }
  return { now, waiting };
}

/** Sends the code that proves control of an address. */
export function sendAttributeCode(
  services: Services,
  user: User,
  call: {
    pool: Pool;
    client: UserPoolClient;
    contact: Contact;
    clientMetadata: Readonly<Record<string, string>>;
  },
  reason: 'UpdateUserAttribute' | 'VerifyUserAttribute',
): Promise<CodeDeliveryDetails> {
  const purpose = `attribute:${call.contact.attribute}` as const;
  return sendCode(services, { ...call, user, purpose, reason });
}

/**
 * Takes the code, and with it the address it went to.
 * @throws CognitoError CodeMismatchException, ExpiredCodeException, AliasExistsException
 */
export function verifyAttribute(
  services: Services,
  pool: Pool,
  user: User,
  attribute: string,
  code: string,
): void {
  useCode(services, user, `attribute:${attribute}`, code, (address) => {
    const current = user.attributes.get(attribute);
    const pending = pool.verifyBeforeUpdate.some((name) => name === attribute);
    // The address changed again since: this code proves nothing about it.
    if (address === null || (address !== current && !pending)) throw expiredCode();
    const changes = new Map([
      [attribute, address],
      [`${attribute}_verified`, 'true'],
    ]);
    return changeAttributes(services, pool, user, changes);
  });
}
