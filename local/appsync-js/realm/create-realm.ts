import vm from 'node:vm';
import type { HostFunctions } from '../host/index.ts';
import { LOG, STOP, importName } from '../compile/rewrite.ts';
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

/** guest/main.ts. */
interface Main extends Kernel {
  start(bridge: (operation: string, args: string) => string): void;
  freeze(module: GuestModule): GuestModule;
  readonly utils: GuestModule;
  /** What console calls and loop guards of a bundle become. */
  readonly log: GuestModule;
  readonly stop: GuestModule;
}

const UTILS = '@aws-appsync/utils';
const MODULE_FILES: Readonly<Record<string, string>> = {
  [`${UTILS}/dynamodb`]: 'modules/dynamodb.ts',
  [`${UTILS}/rds`]: 'modules/rds.ts',
  [`${UTILS}/ai`]: 'modules/ai.ts',
};

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
  const main = load('guest/main.ts') as unknown as Main;
  main.start(createBridge(host));
  const moduleOf = (specifier: string): GuestModule => {
    const file = MODULE_FILES[specifier];
    return file === undefined ? main.utils : main.freeze(load(file));
  };
  return {
    kernel: main,
    add(code, filename) {
      const parameters = [...code.imports.map((_, index) => importName(index)), LOG, STOP];
      const instantiate = vm.compileFunction(code.body, parameters, {
        parsingContext: context,
        filename,
      }) as (...dependencies: GuestModule[]) => GuestModule;
      return main.define(instantiate(...code.imports.map(moduleOf), main.log, main.stop));
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
