import type { StatesDefinition } from '../definition.ts';
import { runAll } from '../run-all.ts';
import { scopeBelow } from '../scope.ts';
import { runtimeError } from '../state-error.ts';
import { withResult, type Kind, type StateRun } from './kind.ts';

/** Iterations of an inline Map that run at once, at most. */
const MOST_AT_ONCE = 40;

/**
 * Runs its states for each item, a distributed one too, whose items are in its input.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html
 */
export const Map: Kind = async (run) => {
  const { state, scope } = run;
  const processor = (state['ItemProcessor'] ?? state['Iterator']) as StatesDefinition;
  const items = await itemsOf(run);
  const atOnce = await atOnceOf(run);
  const outputs = await runAll(items, { scope, atOnce }, async (Value, signal, Index) => {
    const context = { ...run.moment.context, Map: { Item: { Index, Value } } };
    const moment = { ...run.moment, context };
    const input = await run.language.item(state, moment, Value);
    return scope.runStates(processor, input, scopeBelow(scope, { context, signal }));
  });
  return withResult(run, outputs);
};

async function itemsOf({ name, state, language, moment }: StateRun): Promise<readonly unknown[]> {
  if (state['ItemReader'] !== undefined || state['ItemBatcher'] !== undefined) {
    throw runtimeError(
      `The Map ${name} reads items from elsewhere or in batches (ItemReader, ItemBatcher), which is not played here.`,
    );
  }
  const items = await language.items(state, moment);
  if (!Array.isArray(items)) throw runtimeError(`The items of the Map ${name} are no list.`);
  return items as unknown[];
}

async function atOnceOf({ state, language, moment }: StateRun): Promise<number> {
  const given = await language.field(state, 'MaxConcurrency', moment);
  return typeof given === 'number' && given > 0 ? Math.min(given, MOST_AT_ONCE) : MOST_AT_ONCE;
}
