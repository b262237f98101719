/**
 * Holds schema.graphql to the schema of the last release, client/released.graphql: clients that people have
 * installed go on asking as they did. `npm run check:schema` ends with 1 when a change would break them;
 * with --accept it takes schema.graphql for the released one. A file that is named is looked at instead.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readArguments, runProgram } from './program.ts';
import { codeOf, UsageError } from './users/errors.ts';

const ROOT = join(import.meta.dirname, '..');
const RELEASED = join(ROOT, 'client/released.graphql');
const PRESENT = join(ROOT, 'schema.graphql');
const PRELUDE = join(ROOT, 'node_modules/appsync-on-a-laptop/graphql/aws-prelude.graphql');

const read = (file: string) => readFileSync(file, 'utf8');
/** What a schema takes from clients of the released one, each in one sentence. */
async function breakingChanges(present: string): Promise<string[]> {
  const { CriticalityLevel, diff } = await import('@graphql-inspector/core');
  const { buildSchema } = await import('graphql');
  const withScalars = (schema: string) => buildSchema(`${read(PRELUDE)}\n${schema}`);
  const changes = await diff(withScalars(read(RELEASED)), withScalars(present));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

const ADVICE = `
Clients that are installed rely on this. Add what is new beside it and mark the old as @deprecated. When a
release is to break them all the same, raise the major version in client/package.json, say so in its README,
and accept it: npm run check:schema -- --accept`;

const USAGE = 'npm run check:schema [-- --accept | FILE]';

/** The schema of a file that is named. */
function schemaOf(file: string): string {
  try {
    return read(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${codeOf(error)}).`);
  }
}

/**
 * Does what the command line says.
 * @param tell gets what is wrong
 * @returns the exit code
 */
export async function checkSchema(args: string[], tell: (text: string) => void): Promise<number> {
  const options = { accept: { type: 'boolean' } } as const;
  const { values, positionals } = readArguments(
    () => parseArgs({ args, options, allowPositionals: true }),
    USAGE,
  );
  const [file = PRESENT, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`One file is looked at. ${USAGE}`);
  if (values.accept === true) copyFileSync(PRESENT, RELEASED);
  const broken = await breakingChanges(schemaOf(file));
  if (broken.length > 0) tell([...broken, ADVICE].join('\n'));
  return broken.length > 0 ? 1 : 0;
}

if (import.meta.main) {
  await runProgram(() => checkSchema(process.argv.slice(2), console.error));
}
