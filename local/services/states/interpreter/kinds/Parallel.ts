import type { StatesDefinition } from '../definition.ts';
import { runAll } from '../run-all.ts';
import { scopeBelow } from '../scope.ts';
import { withResult, type Kind } from './kind.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */
export const Parallel: Kind = async (run) => {
  const { state, scope, language, moment } = run;
  const argument = await language.argument(state, moment);
  const branches = state['Branches'] as readonly StatesDefinition[];
  const outputs = await runAll(branches, { scope }, (branch, signal) =>
    scope.runStates(branch, argument, scopeBelow(scope, { signal })),
  );
  return withResult(run, outputs);
};
