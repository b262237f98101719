import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { readArguments, runProgram } from './program.ts';
import { UsageError } from './users/errors.ts';

const ROOT = join(import.meta.dirname, '..');

const USAGE = `Says which lines of TypeScript a stack of a deployed function means: its code is one line, and no map is
read when it runs, which would cost each start. Check out the commit that is deployed and npm run synth.

  npm run --silent source-lines -- FUNCTION < stack    FUNCTION: a folder of functions/

  --assembly FOLDER   where npm run synth put the code  (cdk.out)
`;

/** Where Lambda keeps the code; the local engine has it in a folder of the assembly. */
const POSITION = /(?:file:\/\/)?[^\s()"]*\/index\.mjs:(\d+):(\d+)/g;

/**
 * @param stack whatever holds positions in `index.mjs`, such as a line of the function's log
 * @param name the folder of the function
 * @param assembly the folder `cdk.out`
 * @returns the same with `functions/lib/repository.ts:70:5` for each position that the map knows
 * @throws NoAssembly when the assembly is not there
 * @throws UsageError when the function is not
 */
export function sourceLines(stack: string, name: string, assembly: string): string {
  const file = join(codeOf(name, assembly), 'index.mjs.map');
  const map = new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
  return stack.replaceAll(POSITION, (position: string, line: string, column: string) => {
    const origin = map.findOrigin(Number(line), Number(column));
    if (!('fileName' in origin)) return position;
    return `${sourceOf(origin.fileName)}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}

/** The map's paths are relative to two folders in the repository (cdk/bundle.ts). */
function sourceOf(path: string): string {
  const url = new URL(path, pathToFileURL(join(ROOT, 'bundled/function/index.mjs')));
  return relative(ROOT, fileURLToPath(url)).replaceAll('\\', '/');
}

/** Nothing was synthesized; the message says what to do. */
class NoAssembly extends Error {
  override readonly name = 'NoAssembly';
}

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly Code?: { readonly S3Key?: unknown } };
}

/** The folder with the function's code. */
function codeOf(name: string, assembly: string): string {
  if (!existsSync(assembly))
    throw new NoAssembly(`There is no ${assembly}; npm run synth makes it`);
  const functions = readdirSync(assembly)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) => functionsOf(join(assembly, file)));
  const found = functions.find(([known]) => known === name);
  if (found) return join(assembly, found[1]);
  const names = functions.map(([known]) => known).toSorted();
  throw new UsageError(`There is no function "${name}"; there are ${names.join(', ')}`);
}

/** Name and folder of each of our functions in a template. */
function functionsOf(file: string): readonly (readonly [string, string])[] {
  const { Resources } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly Resources: Readonly<Record<string, Resource>>;
  };
  return Object.entries(Resources).flatMap(([logicalId, { Type, Properties }]) => {
    const name = FOLDERS.find((folder) => isOf(folder, logicalId));
    const key = Type === 'AWS::Lambda::Function' ? Properties.Code?.S3Key : undefined;
    if (name === undefined || typeof key !== 'string') return [];
    return [[name, `asset.${key.replace(/\.zip$/, '')}`] as const];
  });
}

const FOLDERS = readdirSync(join(ROOT, 'functions'));

/** The CDK makes logical ids of the path in the stack, without what is no letter, and a digest. */
const isOf = (folder: string, logicalId: string): boolean =>
  logicalId.slice(0, -8) === `Functions${folder.replaceAll('-', '')}`;

/** @returns the exit code */
async function run(args: string[]): Promise<number> {
  const options = { help: { type: 'boolean' }, assembly: { type: 'string' } } as const;
  const { values, positionals } = readArguments(
    () => parseArgs({ args, options, allowPositionals: true }),
    `\n\n${USAGE}`,
  );
  const [name, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`One function at a time.\n\n${USAGE}`);
  const isAsked = name !== undefined && values.help !== true;
  const assembly = values.assembly ?? join(ROOT, 'cdk.out');
  if (!isAsked) {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    process.stdout.write(sourceLines(await text(process.stdin), name, assembly));
    return 0;
  } catch (error) {
    if (!(error instanceof NoAssembly)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

if (import.meta.main) await runProgram(() => run(process.argv.slice(2)));
