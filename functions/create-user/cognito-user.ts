import { writeFreeing } from '../lib/address.ts';
import type { Person } from '../lib/identity.ts';
import { cognitoAttributes } from '../lib/identity.ts';
import type { Wording } from '../lib/letters.ts';
import { describeError } from '../lib/logger.ts';
import { isPassing } from '../lib/obstacles.ts';
import type { Services } from '../lib/services.ts';
import { withinLimit } from '../lib/time-limit.ts';
import type { UserRecord } from '../lib/user.ts';

type Needs = Pick<Services, 'identity' | 'repository' | 'clock' | 'log'>;

type NewPerson = Person & Pick<UserRecord, 'role'>;

/** Who is invited, and how the mail is written. */
interface Invited {
  readonly user: NewPerson;
  readonly wording: Wording;
}

/** The identity a new record is made for. */
export interface CognitoUser {
  readonly sub: string;
  /** Made by this call, so it may be taken back. */
  readonly isNew: boolean;
  /** Whether this call had an invitation sent; one with a password of its own needs none. */
  readonly isInvited: boolean;
}

/**
 * A new Cognito user, or one that an earlier create left without a record; null when the address is
 * taken. An adopted one keeps what Cognito knows until sync-identity pushes the record: a rival
 * create may be about to win.
 */
export async function obtainCognitoUser(
  services: Needs,
  user: NewPerson,
  wording: Wording,
): Promise<CognitoUser | null> {
  const { identity, repository } = services;
  const bidden = { user, wording };
  const invited = await invite(services, bidden);
  if (invited) return invited;
  const existing = await identity.findSub(user.email);
  // Freed within the moment: sync-identity was quicker, or a rival has given up.
  if (!existing) return invite(services, bidden);
  if (await freeAddress(services, existing, user.email)) return invite(services, bidden);
  if ((await repository.get(existing)) || (await hasRivalWon(services, user.email))) return null;
  const adopted = await adopt(services, existing, bidden);
  if (adopted) return { sub: existing, isNew: false, isInvited: adopted === 'invited' };
  await identity.remove(existing);
  return invite(services, bidden);
}

async function invite(services: Needs, { user, wording }: Invited): Promise<CognitoUser | null> {
  const { identity } = services;
  const sub = await identity.invite(user, { wording });
  if (!sub) return null;
  try {
    await identity.addToGroup(sub, user.role);
  } catch (error) {
    if (!isPassing(error)) {
      await takeBack(services, sub);
      throw error;
    }
    // Whoever is in no group is a MEMBER, and sync-identity enters each new record: a repeat would mail once more.
    services.log.warn('group left to sync-identity', { id: sub, ...describeError(error) });
  }
  return { sub, isNew: true, isInvited: true };
}

/** Milliseconds, of those that the handler leaves for it when the time of the request is over. */
const TAKE_BACK_MS = 1_500;

/** Takes back a Cognito user just made, unless a rival create has adopted it. */
export async function takeBack(
  { identity, repository, log }: Pick<Needs, 'identity' | 'repository' | 'log'>,
  sub: string,
): Promise<void> {
  try {
    await withinLimit(TAKE_BACK_MS, async () => {
      if (!(await repository.get(sub))) await identity.remove(sub);
    });
  } catch (error) {
    log.warn('unused Cognito user stays', { id: sub, ...describeError(error) });
  }
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

const RIVAL_LOOKS = 5;
const RIVAL_PAUSE_MS = 200;

/**
 * Whether a rival create, which has sent the invitation, gets its record within the moment it needs. An
 * adoption before that would send a second invitation, and make the first one void.
 */
async function hasRivalWon({ repository, clock }: Needs, email: string): Promise<boolean> {
  for (let look = 1; look <= RIVAL_LOOKS; look += 1) {
    await clock.wait(RIVAL_PAUSE_MS);
    if (await repository.lockOwner(email)) return true;
  }
  return false;
}

/**
 * Whether a Cognito user without a record can be the person's. One without a password of its own is
 * invited again: whoever made it may not have got the mail off. One with a password must have proved
 * the address, or somebody else's password would open the new record.
 */
async function adopt(
  { identity }: Needs,
  sub: string,
  { user: { email }, wording }: Invited,
): Promise<'invited' | 'known' | null> {
  const known = await identity.read(sub);
  if (known?.status === 'FORCE_CHANGE_PASSWORD') {
    return (await identity.inviteAgain(email, wording)) ? 'invited' : null;
  }
  const isProved = known?.attributes['email_verified'] === 'true';
  // Nobody can tell whether the mail of one without a password got off.
  if (identity.isByCode && known?.status === 'CONFIRMED' && isProved) {
    return (await identity.inviteAgain(email, wording)) ? 'invited' : null;
  }
  return known?.status !== 'UNCONFIRMED' && isProved ? 'known' : null;
}
