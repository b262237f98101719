import type { Clock } from '../shared/clock.ts';
import { isInspected } from '../shared/inspected.ts';
import type { Log } from '../shared/log.ts';
import { compile, type CompiledCode } from './compile/compile.ts';
import type { FunctionBody } from './compile/rewrite.ts';
import { jsonOf } from './deep-json.ts';
import { createHostFunctions } from './host/index.ts';
import { createRealm } from './sandbox/create-realm.ts';
import type { Realm } from './sandbox/create-realm.ts';
import { readReply } from './sandbox/read-reply.ts';
import type { EvaluationLimits } from './sandbox/watch.ts';
import type { CodeModule, HandlerContext, HandlerRun, Runtime } from './types.ts';

/** What the runtime takes from outside. */
export interface RuntimeOptions {
  readonly clock: Clock;
  /** Gets what code logs. */
  readonly log: Log;
  /** @default - what is well above all that AWS would let through */
  readonly limits?: EvaluationLimits;
  /** Whether runs tell what went in and came out, and where util.error was called. @default false */
  readonly isTraced?: boolean;
  /** Where debuggers find the sources of bundles. @default - the working directory */
  readonly sourceFolder?: string | undefined;
}

/** The APPSYNC_JS runtime of one API: a V8 context of its own, shared by all its bundles. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const { clock, log, limits, isTraced = false } = options;
  const realm = createRealm(createHostFunctions(clock), limits, isTraced);
  let count = 0;
  return {
    load(code, name = code.file): CodeModule {
      const compiled = compile(code);
      for (const warning of compiled.warnings) {
        log.warn(code.file, `${warning}. It runs here; AWS is not known to take it.`);
      }
      count += 1;
      const filename = `appsync:${count}`;
      const body = isInspected()
        ? withDebugMap(compiled, options.sourceFolder ?? process.cwd())
        : compiled.body;
      const id = realm.add(body, filename);
      const placeOf = (stack: string): string => compiled.positionIn(stack, filename);
      const run = runner(realm, id, { placeOf, isTraced });
      return {
        file: code.file,
        name,
        placeOf: compiled.placeOf,
        run(handler, context) {
          const result = run(handler, context);
          for (const { level, text } of result.logs) {
            if (level === 'ERROR') log.error(name, text);
            else log.info(name, text);
          }
          return result;
        },
      };
    },
  };
}

const withDebugMap = ({ body, debugMap }: CompiledCode, sourceFolder: string): FunctionBody => ({
  ...body,
  body: body.body + debugMap(sourceFolder),
});

interface Around {
  readonly placeOf: (stack: string) => string;
  readonly isTraced: boolean;
}

function runner(realm: Realm, id: number, { placeOf, isTraced }: Around) {
  return (handler: 'request' | 'response', context: HandlerContext): HandlerRun => {
    const { identity, request, info, env, authType, error, outErrors, prev, ...rest } = context;
    const main = jsonOf({
      arguments: rest.arguments,
      source: rest.source,
      stash: rest.stash,
      prev: prev ?? undefined,
      result: rest.result,
      error: error ?? undefined,
      outErrors: outErrors.length === 0 ? undefined : outErrors,
    });
    const parts = { identity, request, info, env };
    const reply = realm.run(id, handler, { main, authType, parts });
    const run = readReply(reply, placeOf);
    return isTraced ? { ...run, raw: { input: main, output: reply, placeOf } } : run;
  };
}
