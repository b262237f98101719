import { measure, resetBudget } from './budget.ts';
import { buildContext } from './context.ts';
import { TypeErrorClass, isRecord, jsonStringify, keys, own } from './primordials.ts';
import { Signal, beginRun, connect, currentRun, endRun } from './state.ts';
import type { Run } from './state.ts';

type Handler = (ctx: object) => unknown;
/** A function, or an object of them, which `onPublish.request` names. */
type Handlers = Record<string, Handler | Record<string, Handler>>;
type Instantiate = (...dependencies: readonly unknown[]) => Handlers;

interface Bundle {
  instantiate: Instantiate;
  dependencies: readonly unknown[];
}

const loaded: Bundle[] = [];
const answers = { keepsStacks: false };

/** Gives the realm its one way out, and says what answers tell. Called once by the host. */
export function start(
  bridge: (operation: string, args: string) => string,
  keepsStacks: boolean,
): void {
  connect(bridge);
  answers.keepsStacks = keepsStacks;
}

/** Registers a compiled bundle: the function that evaluates its module, and what it imports. */
export function define(instantiate: Instantiate, ...dependencies: readonly unknown[]): number {
  return loaded.push({ instantiate, dependencies }) - 1;
}

/** Runs a handler and answers everything that came of it as one JSON text. Never throws. */
export function run(id: number, handler: string, main: string, authType: string): string {
  resetBudget();
  try {
    const { ctx, stash, outErrors } = buildContext(main);
    beginRun({ authType, handler, outErrors, appended: null, logs: null, effects: null });
    return reply(outcomeOf(loaded[id], handler, ctx), stash, currentRun());
  } catch (error) {
    // Something that code left behind, in stash or an error's data, is not JSON: only its logs remain.
    return reply(threw(error), {}, { ...currentRun(), appended: null, effects: null });
  } finally {
    endRun();
  }
}

/** Evaluates the module anew: what code keeps in its variables is gone with the run. */
function outcomeOf(bundle: Bundle | undefined, handler: string, ctx: object): string {
  try {
    const handle = bundle && handlerOf(bundle.instantiate(...bundle.dependencies), handler);
    if (typeof handle !== 'function') throw new TypeErrorClass(`${handler} is not a function`);
    const result = (handle as Handler)(ctx);
    measure(result);
    const value = jsonStringify(result);
    return value === undefined ? '{"kind":"returned"}' : `{"kind":"returned","value":${value}}`;
  } catch (error) {
    if (error instanceof Signal) {
      const outcome = jsonStringify(error.outcome) ?? '';
      // Its stack takes long to write: only where somebody reads it.
      if (!answers.keepsStacks || error.outcome['kind'] === 'earlyReturn') return outcome;
      return `${outcome},"stack":${jsonStringify(error.stack) ?? 'null'}`;
    }
    return threw(error);
  }
}

/** Where the handlers around a data source stand in a channel namespace's module. */
const PARTS: Readonly<Record<string, readonly [string, string]>> = {
  'onPublish.request': ['onPublish', 'request'],
  'onPublish.response': ['onPublish', 'response'],
  'onSubscribe.request': ['onSubscribe', 'request'],
  'onSubscribe.response': ['onSubscribe', 'response'],
};

function handlerOf(handlers: Handlers, name: string): unknown {
  const part = own(PARTS, name);
  if (part === undefined) return handlers[name];
  const pair = handlers[part[0]];
  return isRecord(pair) ? pair[part[1]] : undefined;
}

function threw(error: unknown): string {
  const { name, message, stack, bare } = error as Error & { bare?: boolean };
  return jsonStringify({ kind: 'threw', name, text: message, stack, bare: bare === true }) ?? '';
}

function reply(
  outcome: string,
  stash: Record<string, unknown>,
  { appended, logs, effects, changedArguments }: Run,
): string {
  let text = `{"outcome":${outcome}`;
  measure(stash);
  if (keys(stash).length > 0) text += `,"stash":${jsonStringify(stash)}`;
  if (appended !== null) text += `,"appended":${jsonStringify(appended)}`;
  if (logs !== null) text += `,"logs":${jsonStringify(logs)}`;
  if (effects !== null) text += `,"effects":${jsonStringify(effects)}`;
  if (changedArguments !== undefined) text += `,"arguments":${changedArguments}`;
  return `${text}}`;
}
