import { freeze, jsonParse, jsonStringify } from './primordials.ts';

/** What util.error and util.appendError were given, as types.ts RaisedError. */
export interface Raised {
  message: string;
  errorType: string | null;
  data: unknown;
  errorInfo: unknown;
}

/** What a run asked for so far beside its value. */
export interface EffectsDraft {
  subscriptionFilter?: unknown;
  subscriptionInvalidationFilter?: unknown;
  invalidations?: unknown[];
  responseHeaders?: Record<string, string>;
  cacheEvictions?: unknown[];
}

/** One handler's run. The realm runs one handler at a time. */
export interface Run {
  authType: string;
  handler: string;
  outErrors: Raised[];
  appended: Raised[] | null;
  logs: { level: string; text: string }[] | null;
  effects: EffectsDraft | null;
  /** JSON of `ctx.arguments`, which a mapping template has changed. */
  changedArguments?: string;
  /** Characters of all response headers that were defined. */
  headerSize?: number;
}

type Bridge = (operation: string, args: string) => string;

const IDLE: Run = freeze({
  authType: '',
  handler: '',
  outErrors: freeze([]) as unknown as Raised[],
  appended: null,
  logs: null,
  effects: null,
});

const state: { run: Run; bridge: Bridge | null } = { run: IDLE, bridge: null };

/** The run under way. */
export function currentRun(): Run {
  return state.run;
}

/** Makes a run the one that helpers write to. */
export function beginRun(run: Run): void {
  state.run = run;
}

/** From here on helpers write to nothing that is kept. */
export function endRun(): void {
  state.run = IDLE;
}

/** The effects of the run, to add to. */
export function effects(): EffectsDraft {
  state.run.effects ??= {};
  return state.run.effects;
}

/** Stops a handler: util.error, util.unauthorized, runtime.earlyReturn. Code cannot catch it. */
export class Signal extends Error {
  readonly outcome: Record<string, unknown>;

  constructor(outcome: Record<string, unknown>) {
    super();
    this.outcome = outcome;
  }
}

/** A helper refuses its input: AWS reports the text alone, without an error name, after the position. */
export class UtilError extends Error {
  readonly bare = true;
}

/** Takes the host's functions, once for a realm. */
export function connect(bridge: Bridge): void {
  state.bridge = bridge;
}

/**
 * Asks the host (clock, random bytes, time zones, XML). Only strings cross: no object of the host
 * ever enters the realm.
 */
export function callHost(operation: string, ...args: readonly unknown[]): unknown {
  let answer = '';
  try {
    answer = state.bridge === null ? '' : state.bridge(operation, jsonStringify(args) ?? '[]');
  } catch {
    // An error of the host realm must not travel through code.
    throw new UtilError(`${operation} failed`);
  }
  const reply = jsonParse(answer) as { value?: unknown; error?: string };
  if (reply.error !== undefined) throw new UtilError(reply.error);
  return reply.value;
}
