import { defineProperty, freeze, jsonParse } from './primordials.ts';
import { callHost } from './state.ts';
import type { Raised } from './state.ts';

interface MainParts {
  arguments: Record<string, unknown>;
  source?: unknown;
  /** Of handlers of channel namespaces. */
  events?: unknown;
  stash: Record<string, unknown>;
  prev?: { result?: unknown };
  result?: unknown;
  error?: { message: string; type: string | null };
  outErrors?: Raised[];
}

/** `ctx` of one run and the parts of it that the run changes. */
export interface BuiltContext {
  ctx: object;
  stash: Record<string, unknown>;
  outErrors: Raised[];
}

const hidden = (target: object, name: string, value: unknown): void => {
  defineProperty(target, name, { value, enumerable: false });
};

function readInfo({
  selectionSetList,
  selectionSetGraphQL,
  ...info
}: Record<string, unknown>): object {
  // AWS: JSON.stringify(ctx.info) has neither of these.
  hidden(info, 'selectionSetList', selectionSetList);
  hidden(info, 'selectionSetGraphQL', selectionSetGraphQL);
  return info;
}

// A subclass's private fields go to what the constructor here returns: an object already there.
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- see above
class Stamp {
  constructor(target: object) {
    return target;
  }
}

/**
 * Members of `ctx` that many handlers never look at: the host has them, for the run under way only,
 * and is asked when code first reads one. No `ctx` outlives its run: see outcomeOf in kernel.ts.
 */
class LazyMembers extends Stamp {
  readonly #read: Record<string, unknown> = {};

  static member(ctx: object, name: string): unknown {
    const read = (ctx as LazyMembers).#read;
    if (read[name] === undefined) read[name] = arrange(name, callHost('context', name));
    return read[name];
  }
}

function arrange(name: string, value: unknown): unknown {
  if (name === 'env') return freeze(value);
  return name === 'info' ? readInfo(value as Record<string, unknown>) : value;
}

/** Made once: functions made anew for each `ctx` would cost each a hidden class, in memory for long. */
const lazily = (name: string): PropertyDescriptor => ({
  enumerable: true,
  get(this: object) {
    return LazyMembers.member(this, name);
  },
});
const IDENTITY = lazily('identity');
const REQUEST = lazily('request');
const INFO = lazily('info');
const ENV = lazily('env');

/**
 * Builds `ctx` from the JSON of the members that most handlers read. Its own members are read-only, what they hold may be changed.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html
 */
export function buildContext(text: string): BuiltContext {
  const main = jsonParse(text) as MainParts;
  const outErrors = main.outErrors ?? [];
  // In the order in which AWS lists them.
  const ctx: Record<string, unknown> = { arguments: main.arguments };
  defineProperty(ctx, 'identity', IDENTITY);
  ctx.source = main.source;
  if (main.events !== undefined) ctx.events = main.events;
  ctx.result = main.result;
  defineProperty(ctx, 'request', REQUEST);
  defineProperty(ctx, 'info', INFO);
  defineProperty(ctx, 'env', ENV);
  ctx.prev = main.prev;
  ctx.stash = main.stash;
  ctx.outErrors = outErrors;
  if (main.error !== undefined) ctx.error = main.error;
  hidden(ctx, 'args', main.arguments);
  new LazyMembers(ctx);
  return { ctx: freeze(ctx), stash: main.stash, outErrors };
}
