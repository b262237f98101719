import type { FaultRule } from '../faults/index.ts';
import type { StillBusy } from '../gateway/index.ts';
import { StateError } from './state-error.ts';

/** Requests did not end, so that nothing rests: which they are, and the rules of faults that let calls wait. */
export function busy(cause: StillBusy, rules: readonly FaultRule[]): StateError {
  const waits = rules.filter(({ kind }) => kind === 'delay').map(calls);
  const reason =
    waits.length === 0
      ? ''
      : ` Rules of faults let calls wait (${waits.join(', ')}): take them away, and they go on at once.`;
  return new StateError('Busy', `${cause.message}.${reason} Nothing was changed; try again.`, {
    cause,
  });
}

const calls = ({ service, action, resource }: FaultRule): string =>
  [service, action, resource].filter((part) => part !== undefined).join(' ');
