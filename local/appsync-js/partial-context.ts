import { modeOfIdentity } from './identity-mode.ts';
import type { HandlerContext, ResolveInfo } from './types.ts';

/** A `ctx` of which only what the handler reads must be given; `authType` follows from `identity`. */
export interface PartialContext extends Omit<Partial<HandlerContext>, 'info' | 'error' | 'prev'> {
  readonly info?: Partial<ResolveInfo>;
  readonly error?: { readonly message: string; readonly type?: string | null } | null;
  readonly prev?: { readonly result?: unknown } | null;
}

/** The whole of a context of which only some is given, as an object or as JSON text. */
export const readContext = (given: PartialContext | string): HandlerContext =>
  fill(typeof given === 'string' ? (JSON.parse(given) as PartialContext) : given);

function fill(context: PartialContext): HandlerContext {
  const { error, prev, info } = context;
  return {
    arguments: context.arguments ?? {},
    identity: context.identity ?? null,
    source: context.source,
    stash: context.stash ?? {},
    prev: prev ? { result: prev.result } : null,
    result: context.result,
    error: error ? { message: error.message, type: error.type ?? null } : null,
    request: context.request ?? { headers: {}, domainName: null },
    info: {
      fieldName: '',
      parentTypeName: '',
      variables: {},
      selectionSetList: [],
      selectionSetGraphQL: '',
      ...info,
    },
    env: context.env ?? {},
    outErrors: context.outErrors ?? [],
    authType: context.authType ?? modeOfIdentity(context.identity),
  };
}
