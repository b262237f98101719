import { writeFreeing } from '../lib/address.ts';
import { cognitoAttributes } from '../lib/identity.ts';
import type { Services } from '../lib/services.ts';
import type { UserRecord } from '../lib/user.ts';

type Needs = Pick<Services, 'identity' | 'repository'>;

/** The identity a new record is made for. */
export interface CognitoUser {
  readonly sub: string;
  /** Made by this call, so it may be taken back. */
  readonly isNew: boolean;
}

/**
 * A new Cognito user, or one that an earlier create left without a record; null when the address is
 * taken. An adopted one keeps what Cognito knows until sync-identity pushes the record: a rival
 * create may be about to win.
 */
export async function obtainCognitoUser(
  services: Needs,
  user: Pick<UserRecord, 'email' | 'firstName' | 'lastName' | 'phone' | 'role'>,
): Promise<CognitoUser | null> {
  const { identity, repository } = services;
  const invited = await invite(services, user);
  if (invited) return invited;
  const existing = await identity.findSub(user.email);
  // Freed within the moment: sync-identity was quicker, or a rival has given up.
  if (!existing) return invite(services, user);
  if (await freeAddress(services, existing, user.email)) return invite(services, user);
  return (await repository.get(existing)) ? null : { sub: existing, isNew: false };
}

async function invite(
  { identity }: Needs,
  user: Pick<UserRecord, 'email' | 'firstName' | 'lastName' | 'phone' | 'role'>,
): Promise<CognitoUser | null> {
  const sub = await identity.invite(user);
  if (!sub) return null;
  await identity.addToGroup(sub, user.role);
  return { sub, isNew: true };
}

/**
 * Does at once what sync-identity is about to do: the table has freed the address, by a change or a
 * deletion, and Cognito does not know yet. False when the address is not free.
 */
async function freeAddress(services: Needs, sub: string, email: string): Promise<boolean> {
  const { identity, repository } = services;
  const owner = await repository.get(sub);
  if (owner) {
    if (owner.email === email) return false;
    await writeFreeing(services, owner, cognitoAttributes(owner));
    return true;
  }
  // Not adopted: the deleted person's password and history would come with it.
  if (!(await repository.wasDeleted(sub))) return false;
  await identity.remove(sub);
  return true;
}
