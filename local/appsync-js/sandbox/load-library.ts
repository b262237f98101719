import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import vm from 'node:vm';
import type { Context } from 'node:vm';
import { parseBundle } from '../compile/parse.ts';
import { importName, rewriteModule } from '../compile/rewrite.ts';
import type { FunctionBody } from '../compile/rewrite.ts';
import { cachedOnDisk } from './library-cache.ts';

/** A module's exports: an object of the realm. Only handed back into the realm. */
export type GuestModule = Readonly<Record<string, unknown>>;

const ROOT = dirname(import.meta.dirname);

/** `.ts` here, `.js` in the built package. */
export const LIBRARY_EXTENSION = extname(import.meta.filename);

/** Frames of our own code in a stack trace begin with this. */
export const LIBRARY_SCHEME = 'appsync-lib:';

/** Evaluates the engine's own modules (realm/) inside the realm. */
export function createLibraryLoader(realm: Context): (file: string) => GuestModule {
  const modules = new Map<string, GuestModule>();
  const load = (file: string): GuestModule => {
    const known = modules.get(file);
    if (known !== undefined) return known;
    const { body, imports } = bodyOf(file);
    const instantiate = vm.compileFunction(
      body,
      imports.map((_, index) => importName(index)),
      { parsingContext: realm, filename: `${LIBRARY_SCHEME}${file}` },
    ) as (...dependencies: GuestModule[]) => GuestModule;
    const dependencies = imports.map((specifier) =>
      load(relative(ROOT, join(ROOT, dirname(file), specifier))),
    );
    const module = instantiate(...dependencies);
    modules.set(file, module);
    return module;
  };
  return load;
}

/** The library is the same for every realm of the process. */
const bodies = new Map<string, Pick<FunctionBody, 'body' | 'imports'>>();

function bodyOf(file: string): Pick<FunctionBody, 'body' | 'imports'> {
  const known = bodies.get(file);
  if (known !== undefined) return known;
  const typed = readFileSync(join(ROOT, file), 'utf8');
  const body = cachedOnDisk(typed, () => compile(file, typed));
  bodies.set(file, body);
  return body;
}

function compile(file: string, typed: string): Pick<FunctionBody, 'body' | 'imports'> {
  const source =
    LIBRARY_EXTENSION === '.ts' ? withoutWarnings(() => stripTypeScriptTypes(typed)) : typed;
  const parsed = parseBundle(source);
  if (parsed.kind === 'invalid') throw new TypeError(`${file}: ${parsed.message}`);
  const { body, imports } = rewriteModule(source, parsed.program, null);
  return { body, imports };
}

/** Node still announces type stripping by API as experimental, though it strips this very file. */
function withoutWarnings<T>(work: () => T): T {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return work();
  } finally {
    process.emitWarning = emitWarning;
  }
}
