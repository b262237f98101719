import { defineProperty, freeze, jsonParse } from './primordials.ts';
import { callHost, currentRun } from './state.ts';
import type { Raised } from './state.ts';

interface MainParts {
  arguments: Record<string, unknown>;
  source?: unknown;
  stash: Record<string, unknown>;
  prev?: { result?: unknown };
  result?: unknown;
  error?: { message: string; type: string | null };
  outErrors?: Raised[];
}

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

/**
 * Fetches a member of `ctx` when code first reads it. The host has those of the run under way only:
 * of a `ctx` that code kept beyond its run, members it had not read are null.
 */
function fetchPart(ctx: object, name: string): unknown {
  return currentRun().ctx === ctx ? callHost('context', name) : null;
}

/**
 * Builds `ctx` from the JSON of the members that most handlers read. Its own members are read-only, what they hold may be changed.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html
 */
export function buildContext(text: string): BuiltContext {
  const main = jsonParse(text) as MainParts;
  const outErrors = main.outErrors ?? [];
  let identity: unknown;
  let request: unknown;
  let info: unknown;
  let env: unknown;
  const ctx: Record<string, unknown> = {
    arguments: main.arguments,
    get identity() {
      return identity === undefined ? (identity = fetchPart(ctx, 'identity')) : identity;
    },
    source: main.source,
    result: main.result,
    get request() {
      return (request ??= fetchPart(ctx, 'request'));
    },
    get info() {
      return (info ??= readInfo(fetchPart(ctx, 'info') as Record<string, unknown>));
    },
    get env() {
      return (env ??= freeze(fetchPart(ctx, 'env')));
    },
    prev: main.prev,
    stash: main.stash,
    outErrors,
  };
  if (main.error !== undefined) ctx.error = main.error;
  hidden(ctx, 'args', main.arguments);
  return { ctx: freeze(ctx), stash: main.stash, outErrors };
}
