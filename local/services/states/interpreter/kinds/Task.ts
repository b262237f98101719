import { within } from '../pause.ts';
import { StateError } from '../state-error.ts';
import { withResult, type Kind, type StateRun } from './kind.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html */
export const Task: Kind = async (run) => withResult(run, await called(run));

async function called({ state, scope, language, moment }: StateRun): Promise<unknown> {
  const argument = await language.argument(state, moment);
  const seconds = await language.field(state, 'TimeoutSeconds', moment);
  const resource = String(state['Resource']);
  if (typeof seconds !== 'number') return scope.callTask(resource, argument, scope.signal);
  const timeout = (): StateError =>
    new StateError('States.Timeout', `The task took longer than ${seconds} seconds.`);
  return within(scope, { ms: seconds * 1_000, timeout }, (signal) =>
    scope.callTask(resource, argument, signal),
  );
}
