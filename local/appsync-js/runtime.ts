import type { Code } from '../assembly/model.ts';
import type { Clock } from '../shared/clock.ts';
import { isInspected } from '../shared/inspected.ts';
import type { Log } from '../shared/log.ts';
import { CODE_FILE, compile, type CompiledCode } from './compile/compile.ts';
import type { FunctionBody } from './compile/rewrite.ts';
import { jsonOf } from './deep-json.ts';
import { createHostFunctions } from './host/index.ts';
import { importName } from './compile/rewrite.ts';
import { eventHandlerRules } from './rules/index.ts';
import { compileTemplates } from '../vtl/index.ts';
import { TEMPLATE_RUNTIME, createRealm } from './sandbox/create-realm.ts';
import type { Realm } from './sandbox/create-realm.ts';
import { readReply } from './sandbox/read-reply.ts';
import type { EvaluationLimits } from './sandbox/watch.ts';
import { withTemplateErrors } from './template-errors.ts';
import type {
  BundleModule,
  CodeModule,
  EventHandlers,
  EventHandlerContext,
  HandlerContext,
  HandlerRun,
  Runtime,
  TemplateModule,
} from './types.ts';

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
  const nextName = (): string => {
    count += 1;
    return `appsync:${count}`;
  };
  const add = (compiled: CompiledCode, { file }: Code): ReturnType<typeof runner> => {
    for (const warning of compiled.warnings) {
      log.warn(file, `${warning}. It runs here; AWS is not known to take it.`);
    }
    const filename = nextName();
    const id = realm.add(bodyOf(compiled, options), filename);
    return runner(realm, id, {
      placesOf: (stack) => compiled.positionsIn(stack, filename),
      isTraced,
    });
  };
  return {
    load(code, name = code.file): BundleModule {
      const compiled = compile(code);
      const { placeOf } = compiled;
      const run = add(compiled, code);
      const under = (own: string): CodeModule => ({
        file: code.file,
        name: own,
        language: 'APPSYNC_JS',
        placeOf,
        run: (handler, context) => logged(log, own, run(handler, context)),
      });
      return { ...under(name), under };
    },
    loadEventHandlers(code, name): EventHandlers {
      const compiled = compile(code, eventHandlerRules);
      const { exports, placeOf } = compiled;
      const run = add(compiled, code);
      return {
        has: (handler) => exports.includes(handler),
        placeOf,
        run: (handler, context) => logged(log, name, run(handler, context)),
      };
    },
    loadTemplates: (templates, name) =>
      templateModule(templates, name, { realm, filename: nextName(), log, isTraced }),
  };
}

interface Templates {
  readonly realm: Realm;
  /** What the realm calls it. */
  readonly filename: string;
  readonly log: Log;
  readonly isTraced: boolean;
}

function templateModule(
  templates: Parameters<Runtime['loadTemplates']>[0],
  name: string,
  { realm, filename, log, isTraced }: Templates,
): TemplateModule {
  const { body, problems, placeOf } = compileTemplates(templates, importName(0));
  for (const problem of problems) log.warn(name, `${problem}. It fails when it is evaluated.`);
  const id = realm.add({ body, imports: [TEMPLATE_RUNTIME], map: () => '' }, filename);
  const run = runner(realm, id, {
    placesOf: (stack) => [placeOf(lineIn(stack, filename))],
    isTraced,
  });
  const runTemplate = (handler: Handler, context: HandlerContext): HandlerRun =>
    logged(log, name, withTemplateErrors(run(handler, context)));
  return {
    file: templates.request.file,
    name,
    language: 'VTL',
    placeOf: (handler) => `${templates[handler].file}:1:1`,
    run: runTemplate,
    print: (context) => runTemplate('print', context),
  };
}

/** With a map to the sources where a debugger may look. */
const bodyOf = (compiled: CompiledCode, { sourceFolder = process.cwd() }: RuntimeOptions) =>
  isInspected() ? withDebugMap(compiled, sourceFolder) : compiled.body;

/** `print`: of mapping templates only; `onPublish` and the like of channel namespaces. */
type Handler = 'request' | 'response' | 'print' | Parameters<EventHandlers['run']>[0];

function logged(log: Log, name: string, run: HandlerRun): HandlerRun {
  for (const { level, text } of run.logs) {
    if (level === 'ERROR') log.error(name, text);
    else log.info(name, text);
  }
  return run;
}

/** The line of a bundle that a stack trace first points to. */
function lineIn(stack: string, filename: string): number {
  const at = stack.indexOf(`${filename}:`);
  return at < 0 ? 1 : Number.parseInt(stack.slice(at + filename.length + 1), 10);
}

const withDebugMap = ({ body, debugMap }: CompiledCode, sourceFolder: string): FunctionBody => ({
  ...body,
  body: body.body + debugMap(sourceFolder),
});

interface Around {
  /** Of a stack trace, the innermost frame first. */
  readonly placesOf: (stack: string) => readonly string[];
  readonly isTraced: boolean;
}

function runner(realm: Realm, id: number, { placesOf, isTraced }: Around) {
  return (handler: Handler, context: HandlerContext | EventHandlerContext): HandlerRun => {
    const { identity, request, info, env, authType } = context;
    const main = jsonOf('events' in context ? ofEvents(context) : ofResolver(context));
    const parts = { identity, request, info, env };
    const reply = realm.run(id, handler, { main, authType, parts });
    return readReply(
      reply,
      (stack) => placesOf(stack)[0] ?? `${CODE_FILE}:0:0`,
      isTraced ? { input: main, output: reply, placesOf } : undefined,
    );
  };
}

/** What most handlers read. Written out, as each run makes one. */
const ofResolver = (context: HandlerContext): object => ({
  arguments: context.arguments,
  source: context.source,
  prev: context.prev ?? undefined,
  stash: context.stash,
  result: context.result,
  error: context.error ?? undefined,
  outErrors: context.outErrors.length === 0 ? undefined : context.outErrors,
});

const ofEvents = (context: EventHandlerContext): object => ({
  arguments: {},
  events: context.events,
  stash: context.stash,
  result: context.result,
  error: context.error ?? undefined,
  outErrors: context.outErrors.length === 0 ? undefined : context.outErrors,
});
