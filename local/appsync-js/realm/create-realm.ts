import vm from 'node:vm';
import type { HostFunctions } from '../host/index.ts';
import { importName } from '../compile/rewrite.ts';
import type { FunctionBody } from '../compile/rewrite.ts';
import { createLibraryLoader } from './load-library.ts';
import type { GuestModule } from './load-library.ts';

/** The kernel's functions (guest/kernel.ts): strings and numbers in, strings out. */
export interface Kernel {
  define(handlers: GuestModule): number;
  run(
    id: number,
    handler: string,
    main: string,
    identity: string,
    request: string,
    info: string,
    env: string,
    authType: string,
  ): string;
}

export interface Realm {
  readonly kernel: Kernel;
  /** Compiles a bundle's body inside the realm and registers its handlers. */
  add(code: FunctionBody, filename: string): number;
}

/** Position of the prologue that goes before a bundle's first line. */
interface Main extends Kernel {
  start(bridge: (operation: string, args: string) => string): void;
}

/**
 * A V8 context of its own for the code of one API. Nothing of the host enters it but strings: the
 * one host function it can call is held in a closure of guest/state.ts, and takes and gives strings.
 */
export function createRealm(host: HostFunctions): Realm {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    name: 'APPSYNC_JS',
    codeGeneration: { strings: false, wasm: false },
  });
  const load = createLibraryLoader(context);
  const main = load('guest/main.ts') as unknown as Main & {
    modules: Readonly<Record<string, GuestModule>>;
    log: GuestModule;
    stop: GuestModule;
  };
  main.start(createBridge(host));
  return {
    kernel: main,
    add(code, filename) {
      const parameters = code.imports.map((_, index) => importName(index));
      const instantiate = vm.compileFunction(
        code.body,
        [...parameters, '__appsync_log', '__appsync_stop'],
        {
          parsingContext: context,
          filename,
        },
      ) as (...dependencies: unknown[]) => GuestModule;
      const dependencies = code.imports.map((specifier) => main.modules[specifier]);
      return main.define(instantiate(...dependencies, main.log, main.stop));
    },
  };
}

function createBridge(host: HostFunctions): (operation: string, args: string) => string {
  return (operation, args) => {
    try {
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
