import { pause } from '../pause.ts';
import { runtimeError } from '../state-error.ts';
import { withoutResult, type Kind, type StateRun } from './kind.ts';

/**
 * Waits by the engine's clock.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html
 */
export const Wait: Kind = async (run) => {
  const { clock, signal } = run.scope;
  await pause(clock, await waitOf(run), signal);
  return withoutResult(run);
};

async function waitOf({ name, state, scope, language, moment }: StateRun): Promise<number> {
  const seconds = await language.field(state, 'Seconds', moment);
  if (typeof seconds === 'number') return seconds * 1_000;
  const timestamp = await language.field(state, 'Timestamp', moment);
  const at = typeof timestamp === 'string' ? Date.parse(timestamp) : NaN;
  if (Number.isNaN(at)) throw runtimeError(`The state ${name} is not told how long to wait.`);
  return Math.max(at - scope.clock.now(), 0);
}
