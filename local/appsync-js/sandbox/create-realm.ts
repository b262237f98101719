import vm from 'node:vm';
import type { HostFunctions } from '../host/index.ts';
import { COPIED, INDEX, KEYS, PIECE, SIZED } from '../compile/bounded-operands.ts';
import { CHAIN, LOOK } from '../compile/optional-chains.ts';
import { LOG, STEP, STOP, importName } from '../compile/rewrite.ts';
import type { FunctionBody } from '../compile/rewrite.ts';
import { LIMITS, createWatch } from './watch.ts';
import { createLibraryLoader, LIBRARY_EXTENSION } from './load-library.ts';
import type { GuestModule } from './load-library.ts';

/** The kernel's functions (realm/kernel/kernel.ts): strings and numbers in, strings out. */
interface Kernel {
  define(
    instantiate: (...dependencies: GuestModule[]) => GuestModule,
    ...dependencies: GuestModule[]
  ): number;
  run(id: number, handler: string, main: string, authType: string): string;
}

/** What a handler is run with. */
export interface HandlerInput {
  /** JSON of what most handlers read. */
  readonly main: string;
  readonly authType: string;
  /** What enters the realm, as JSON, only when code reads it. */
  readonly parts: ContextParts;
}

/** Members of `ctx` that many handlers never look at. */
export type ContextParts = Readonly<Record<'identity' | 'request' | 'info' | 'env', object | null>>;

/** A V8 context without anything of Node, in which resolvers run. */
export interface Realm {
  /** Compiles a bundle's body inside the realm and registers it. */
  add(code: FunctionBody, filename: string): number;
  /** Runs a handler; the kernel's answer, for readReply. */
  run(id: number, handler: string, input: HandlerInput): string;
}

/** realm/kernel/main.ts. */
interface Main extends Kernel {
  start(bridge: (operation: string, args: string) => string, keepsStacks: boolean): void;
  give(module: GuestModule): GuestModule;
  harden(module: GuestModule): GuestModule;
  readonly utils: GuestModule;
  /** What console calls, loop guards and growing values of a bundle become. */
  readonly log: GuestModule;
  readonly stop: GuestModule;
  readonly step: GuestModule;
  readonly sized: GuestModule;
  readonly keysOf: GuestModule;
  readonly chain: GuestModule;
  readonly copied: GuestModule;
  readonly look: GuestModule;
  readonly piece: GuestModule;
  readonly index: GuestModule;
}

/** What compiled mapping templates run on. */
export const TEMPLATE_RUNTIME = 'mapping-templates';

const UTILS = '@aws-appsync/utils';
const MODULE_FILES: Readonly<Record<string, string>> = {
  [`${UTILS}/dynamodb`]: `realm/modules/dynamodb${LIBRARY_EXTENSION}`,
  [`${UTILS}/rds`]: `realm/modules/rds${LIBRARY_EXTENSION}`,
  [TEMPLATE_RUNTIME]: `realm/vtl/main${LIBRARY_EXTENSION}`,
  [`${UTILS}/ai`]: `realm/modules/ai${LIBRARY_EXTENSION}`,
};

/**
 * A V8 context of its own for the code of one API. Nothing of the host enters it but strings: the
 * one host function it can call is held in a closure of realm/kernel/state.ts, and takes and gives strings.
 * @param keepsStacks whether answers tell where util.error and util.unauthorized were called
 */
export function createRealm(host: HostFunctions, limits = LIMITS, keepsStacks = false): Realm {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    name: 'APPSYNC_JS',
    codeGeneration: { strings: false, wasm: false },
  });
  const load = createLibraryLoader(context);
  const main = load(`realm/kernel/main${LIBRARY_EXTENSION}`) as unknown as Main;
  const current: { parts: ContextParts | null } = { parts: null };
  const watch = createWatch(limits);
  main.start(
    createBridge({ ...mapped(host, watch.bound), ...watch.functions }, current),
    keepsStacks,
  );
  const modules = new Map<string, GuestModule>();
  const moduleOf = (specifier: string): GuestModule => {
    const file = MODULE_FILES[specifier];
    const module =
      modules.get(specifier) ??
      (file === undefined
        ? main.utils
        : specifier === TEMPLATE_RUNTIME
          ? main.harden(load(file))
          : main.give(load(file)));
    modules.set(specifier, module);
    return module;
  };
  return {
    add(code, filename) {
      const own = [LOG, STOP, STEP, SIZED, PIECE, INDEX, KEYS, CHAIN, COPIED, LOOK];
      const parameters = [...code.imports.map((_, index) => importName(index)), ...own];
      const instantiate = vm.compileFunction(code.body, parameters, {
        parsingContext: context,
        filename,
      }) as (...dependencies: GuestModule[]) => GuestModule;
      const { log, stop, step, sized, piece, index, keysOf, chain, copied, look } = main;
      const given = [log, stop, step, sized, piece, index, keysOf, chain, copied, look];
      return main.define(instantiate, ...code.imports.map(moduleOf), ...given);
    },
    run(id, handler, input) {
      current.parts = input.parts;
      watch.begin();
      try {
        return main.run(id, handler, input.main, input.authType);
      } finally {
        current.parts = null;
      }
    },
  };
}

const mapped = (
  functions: HostFunctions,
  change: (run: HostFunctions[string]) => HostFunctions[string],
): HostFunctions =>
  Object.fromEntries(Object.entries(functions).map(([name, run]) => [name, change(run)]));

function createBridge(
  host: HostFunctions,
  current: { readonly parts: ContextParts | null },
): (operation: string, args: string) => string {
  return (operation, args) => {
    try {
      if (operation === 'context') {
        const [name] = JSON.parse(args) as [keyof ContextParts];
        return `{"value":${textOf(current.parts?.[name] ?? null)}}`;
      }
      const run = Object.hasOwn(host, operation) ? host[operation] : undefined;
      if (run === undefined)
        return JSON.stringify({ error: `${operation} is not a host function` });
      const value = run(...(JSON.parse(args) as unknown[]));
      return JSON.stringify({ value });
    } catch (error) {
      return JSON.stringify({ error: error instanceof Error ? error.message : String(error) });
    }
  };
}

const texts = new WeakMap<object, string>();

/** JSON of a part that may be the same object for many runs. */
function textOf(part: object | null): string {
  if (part === null) return 'null';
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = JSON.stringify(part);
  texts.set(part, text);
  return text;
}
