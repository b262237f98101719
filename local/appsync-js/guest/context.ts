import { defineProperty, freeze, jsonParse } from './primordials.ts';
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

/** The JSON texts a context comes in; the last four are parsed when code first reads them. */
export interface ContextTexts {
  main: string;
  identity: string;
  request: string;
  info: string;
  env: string;
}

export interface BuiltContext {
  ctx: object;
  stash: Record<string, unknown>;
  outErrors: Raised[];
}

const hidden = (target: object, name: string, value: unknown): void => {
  defineProperty(target, name, { value, enumerable: false });
};

function parseInfo(text: string): object {
  const { selectionSetList, selectionSetGraphQL, ...info } = jsonParse(text) as Record<
    string,
    unknown
  >;
  // AWS: JSON.stringify(ctx.info) has neither of these.
  hidden(info, 'selectionSetList', selectionSetList);
  hidden(info, 'selectionSetGraphQL', selectionSetGraphQL);
  return info;
}

/**
 * Builds `ctx`. Its own members are read-only, what they hold may be changed.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html
 */
export function buildContext(texts: ContextTexts): BuiltContext {
  const main = jsonParse(texts.main) as MainParts;
  const outErrors = main.outErrors ?? [];
  let identity: unknown;
  let request: unknown;
  let info: unknown;
  let env: unknown;
  const ctx: Record<string, unknown> = {
    arguments: main.arguments,
    get identity() {
      return identity === undefined ? (identity = jsonParse(texts.identity)) : identity;
    },
    source: main.source,
    result: main.result,
    get request() {
      return (request ??= jsonParse(texts.request));
    },
    get info() {
      return (info ??= parseInfo(texts.info));
    },
    get env() {
      return (env ??= freeze(jsonParse(texts.env)));
    },
    prev: main.prev,
    stash: main.stash,
    outErrors,
  };
  if (main.error !== undefined) ctx.error = main.error;
  hidden(ctx, 'args', main.arguments);
  return { ctx: freeze(ctx), stash: main.stash, outErrors };
}
