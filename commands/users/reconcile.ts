import { DirectoryError } from '../../functions/lib/errors.ts';
import type { Services } from '../../functions/lib/services.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { sendDueInvitation } from '../../functions/sync-identity/due-invitation.ts';
import { pushUser } from '../../functions/sync-identity/sync-identity.ts';
import { adopt } from './adopt.ts';
import type { Difference } from './differences.ts';
import { findDifferences } from './differences.ts';
import { mendAdmins } from './directory-items.ts';
import { indexAgain } from './index-again.ts';
import { INTERRUPTED, untilAborted } from './interruption.ts';
import type { ReconcileFlags } from './options.ts';
import { recount } from './recount.ts';
import { recreate } from './recreate.ts';
import type { Target } from './target.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/** What became of a difference, and what to do when it stays. */
interface Outcome {
  readonly isMended: boolean;
  readonly remark: string;
}

const mended = (remark: string): Outcome => ({ isMended: true, remark });
const stays = (remark: string): Outcome => ({ isMended: false, remark });

/**
 * Prints who is not the same in Cognito, the table and its indexes, and what the items about the whole
 * directory say wrongly: by ids and names of fields, without values. With `fix` and `adopt` mends what
 * can be mended. Answers the exit code.
 * @param signal ends it after the one under way
 */
export async function reconcile(
  target: Target,
  flags: ReconcileFlags,
  { out, err }: Terminal,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  const counts = { found: 0, mended: 0 };
  for await (const difference of untilAborted(findDifferences(target, signal), signal)) {
    const outcome = await mend(target, difference, flags);
    counts.found += 1;
    if (outcome.isMended) counts.mended += 1;
    say(out, [idOf(difference), describe(difference), outcome.remark].join('\t'));
  }
  say(err, `${counts.found} differences, ${counts.mended} mended`);
  if (signal.aborted) {
    say(err, 'Broken off: others were not compared. Run the same again.');
    return INTERRUPTED;
  }
  return counts.found === counts.mended ? 0 : 1;
}

function idOf(difference: Difference): string {
  if ('user' in difference) return difference.user.id;
  return 'poolUser' in difference ? difference.poolUser.sub : difference.id;
}

function describe(difference: Difference): string {
  switch (difference.kind) {
    case 'differs':
      return `differs in ${difference.fields.join(', ')}`;
    case 'notIndexed':
      return `not indexed by ${difference.fields.join(', ')}`;
    case 'notInCognito':
      return 'not in Cognito';
    case 'deleted':
      return 'deleted from the table, still in Cognito';
    case 'notInTable':
      return 'not in the table';
    case 'adminNotListed':
      return 'not on the list of active administrators';
    case 'listedNoAdmin':
      return 'on the list of active administrators and none';
    case 'miscounted':
      return `counts differ in ${difference.fields.join(', ')}`;
  }
}

async function mend(
  target: Target,
  difference: Difference,
  flags: ReconcileFlags,
): Promise<Outcome> {
  const { repository, identity, clock } = target.services;
  switch (difference.kind) {
    case 'differs': {
      if (!flags.fix) return stays('--fix writes what the table says');
      if (!(await pushUser({ repository, identity }, difference.user))) {
        return stays('removed from Cognito meanwhile');
      }
      await sendDueInvitation({ repository, identity }, difference.user);
      return mended('Cognito written');
    }
    case 'notIndexed':
      if (!flags.fix) return stays('--fix writes what the indexes read');
      return (await indexAgain(target, difference.user))
        ? mended('index attributes written')
        : stays('changed meanwhile: run this again');
    case 'deleted':
      if (!flags.fix) return stays('--fix removes it from Cognito');
      await identity.remove(difference.poolUser.sub);
      return mended('removed from Cognito');
    case 'notInCognito':
      if (!flags.recreate) return stays('--recreate makes the Cognito user anew, with another id');
      return recreateOrExplain(target, difference.user);
    case 'notInTable':
      if (!flags.adopt) return stays('--adopt makes a record; createUser of the address does too');
      return adoptOrExplain({ repository, clock }, difference);
    case 'adminNotListed':
    case 'listedNoAdmin':
      if (!flags.fix) return stays('--fix corrects the list');
      return (await mendAdmins(target, difference))
        ? mended('list corrected')
        : stays('changed meanwhile: run this again');
    case 'miscounted':
      if (!flags.fix) return stays('--fix counts again');
      return (await recount(target))
        ? mended('counted again')
        : stays('too many changes meanwhile: run this again');
  }
}

async function recreateOrExplain(target: Target, user: UserRecord): Promise<Outcome> {
  const recreated = await recreate(target, user);
  return 'id' in recreated ? mended(`now ${recreated.id}`) : stays(recreated.refused);
}

async function adoptOrExplain(
  services: Pick<Services, 'repository' | 'clock'>,
  { poolUser, role }: Extract<Difference, { readonly kind: 'notInTable' }>,
): Promise<Outcome> {
  try {
    await adopt(services, poolUser, role);
    return mended('record made');
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return stays(`no record made: ${error.message}`);
  }
}
