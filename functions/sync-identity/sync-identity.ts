import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { isDeepStrictEqual } from 'node:util';
import { USER_ROLES } from '../../generated/enum-values.ts';
import { writeFreeing } from '../lib/address.ts';
import type { Identity } from '../lib/identity.ts';
import { ABSENT_ATTRIBUTES, cognitoAttributes, verifiedEmail } from '../lib/identity.ts';
import type { Parking } from '../lib/parking/parking.ts';
import type { Services } from '../lib/services.ts';
import type { RecordChange } from '../lib/record-change.ts';
import { handleStreamBatch } from '../lib/stream-batch.ts';
import type { UserRecord } from '../lib/user.ts';
import { awaitsFirstSignIn } from '../lib/user.ts';
import { sendDueInvitation } from './due-invitation.ts';

type Needs = Pick<Services, 'repository' | 'identity' | 'log' | 'metrics'>;

/** Brings Cognito to what the table says now; the stream only tells of whom. */
export function syncIdentity(
  services: Needs,
  event: DynamoDBStreamEvent,
  parking?: Parking,
): Promise<DynamoDBBatchResponse> {
  const handle = (change: RecordChange) => syncUser(services, change);
  return handleStreamBatch(event.Records, { handle, log: services.log, parking });
}

/**
 * Pushes the record as it is at this moment rather than the one of the stream, so that records that
 * come twice, late or out of order do no harm.
 */
export async function syncUser(services: Needs, change: RecordChange): Promise<void> {
  if (!concernsCognito(change)) return;
  const { repository } = services;
  const user = await repository.get(change.id);
  if (!user) return removeUser(services, change);
  // Not after an INSERT: the create has invited.
  if (await pushUser(services, user)) return change.before && followUp(services, change, user);
  // Deleted since the read: its own record does the rest.
  if (await repository.get(change.id)) tellMissing(services, change.id);
}

/** What a change asks for that the state of Cognito does not show. */
async function followUp(services: Needs, { before, after }: RecordChange, user: UserRecord) {
  if (before?.sessionsEndedAt !== after?.sessionsEndedAt) {
    await services.identity.signOutEverywhere(user.id);
  }
  await sendDueInvitation(services, user);
}

async function removeUser({ repository, identity }: Needs, { id, before }: RecordChange) {
  await identity.remove(id);
  if (before && awaitsFirstSignIn(before)) await repository.invitations.settle(id, before.version);
}

/**
 * Somebody removed the Cognito user behind the directory's back. Trying again brings nobody back:
 * `reconcile` names the person, and `deleteUser` ends the record.
 */
function tellMissing({ log, metrics }: Needs, id: string): void {
  log.error('no Cognito user: delete the user and create it again', { id });
  metrics.count('IdentityMissing');
}

/** Whether the change may have made Cognito differ; a noted sign-in does not. */
function concernsCognito({ before, after }: RecordChange): boolean {
  if (!before || !after) return true;
  return !isDeepStrictEqual(relevant(before), relevant(after));
}

const relevant = (user: UserRecord) => ({
  attributes: cognitoAttributes(user),
  role: user.role,
  suspended: user.status === 'SUSPENDED',
  sessionsEndedAt: user.sessionsEndedAt,
});

/** Brings one Cognito user to the record; false when Cognito has no such user. */
export async function pushUser(
  services: Pick<Services, 'repository' | 'identity'>,
  user: UserRecord,
): Promise<boolean> {
  const { identity } = services;
  const known = await identity.read(user.id);
  if (!known) return false;
  // Before all else: whatever fails below, a suspended person is out.
  if (user.status === 'SUSPENDED') await endAccess(identity, user, known.enabled);
  const stale = staleAttributes(known.attributes, user);
  if (Object.keys(stale).length > 0) await writeFreeing(services, user, stale);
  await pushRole(identity, user);
  if (user.status !== 'SUSPENDED' && !known.enabled) await identity.enable(user.id);
  return true;
}

/** The attributes to write, those that differ; what is gone is written empty. */
export function staleAttributes(known: Readonly<Record<string, string>>, user: UserRecord) {
  const wanted = { ...ABSENT_ATTRIBUTES, ...cognitoAttributes(user) };
  const stale = Object.entries(wanted).filter(([name, value]) => (known[name] ?? '') !== value);
  const attributes = Object.fromEntries(stale);
  return 'email' in attributes ? { ...attributes, ...verifiedEmail(user.email) } : attributes;
}

/** First the group that is right, then away with the wrong one: never without any. */
async function pushRole(identity: Identity, user: UserRecord): Promise<void> {
  const groups = (await identity.groups(user.id)) ?? [];
  if (!groups.includes(user.role)) await identity.addToGroup(user.id, user.role);
  const wrong = USER_ROLES.filter((role) => role !== user.role && groups.includes(role));
  for (const role of wrong) await identity.removeFromGroup(user.id, role);
}

async function endAccess(identity: Identity, user: UserRecord, enabled: boolean): Promise<void> {
  if (enabled) await identity.disable(user.id);
  // Also when disabled already: an earlier run may have died between the two.
  await identity.signOutEverywhere(user.id);
}
