import { buildContext } from './context.ts';
import { jsonStringify, keys } from './primordials.ts';
import { Signal, beginRun, connect, currentRun, endRun } from './state.ts';
import type { Run } from './state.ts';

type Handler = (ctx: object) => unknown;
type Handlers = Record<string, Handler>;

const loaded: Handlers[] = [];

/** Gives the realm its one way out. Called once by the host. */
export function start(bridge: (operation: string, args: string) => string): void {
  connect(bridge);
}

/** Registers a compiled bundle's handlers. */
export function define(handlers: Handlers): number {
  return loaded.push(handlers) - 1;
}

/** Runs a handler and answers everything that came of it as one JSON text. Never throws. */
export function run(id: number, handler: string, main: string, authType: string): string {
  try {
    const { ctx, stash, outErrors } = buildContext(main);
    beginRun({ authType, handler, ctx, outErrors, appended: null, logs: null, effects: null });
    const outcome = outcomeOf(loaded[id]?.[handler], ctx);
    return reply(outcome, stash, currentRun());
  } catch (error) {
    return reply(threw(error), {}, currentRun());
  } finally {
    endRun();
  }
}

function outcomeOf(handler: Handler | undefined, ctx: object): string {
  try {
    const value = handler === undefined ? undefined : jsonStringify(handler(ctx));
    return value === undefined ? '{"kind":"returned"}' : `{"kind":"returned","value":${value}}`;
  } catch (error) {
    if (error instanceof Signal) return jsonStringify(error.outcome) ?? '';
    return threw(error);
  }
}

function threw(error: unknown): string {
  const { name, message, stack, bare } = error as Error & { bare?: boolean };
  return jsonStringify({ kind: 'threw', name, text: message, stack, bare: bare === true }) ?? '';
}

function reply(
  outcome: string,
  stash: Record<string, unknown>,
  { appended, logs, effects }: Run,
): string {
  let text = `{"outcome":${outcome}`;
  if (keys(stash).length > 0) text += `,"stash":${jsonStringify(stash)}`;
  if (appended !== null) text += `,"appended":${jsonStringify(appended)}`;
  if (logs !== null) text += `,"logs":${jsonStringify(logs)}`;
  if (effects !== null) text += `,"effects":${jsonStringify(effects)}`;
  return `${text}}`;
}
