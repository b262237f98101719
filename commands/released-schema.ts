/**
 * Holds schema.graphql to the schema of the last release, client/released.graphql: clients that people have
 * installed go on asking as they did. `npm run check:schema` ends with 1 when a change would break them;
 * with --accept it takes schema.graphql for the released one. A file that is named is looked at instead.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const ROOT = join(import.meta.dirname, '..');
const RELEASED = join(ROOT, 'client/released.graphql');
const PRESENT = join(ROOT, 'schema.graphql');
const PRELUDE = join(ROOT, 'node_modules/appsync-on-a-laptop/graphql/aws-prelude.graphql');

const read = (file: string) => readFileSync(file, 'utf8');
const withScalars = (schema: string) => buildSchema(`${read(PRELUDE)}\n${schema}`);

/** What a schema takes from clients of the released one, each in one sentence. */
async function breakingChanges(present: string): Promise<string[]> {
  const changes = await diff(withScalars(read(RELEASED)), withScalars(present));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

const ADVICE = `
Clients that are installed rely on this. Add what is new beside it and mark the old as @deprecated. When a
release is to break them all the same, raise the major version in client/package.json, say so in its README,
and accept it: npm run check:schema -- --accept`;

const { values, positionals } = parseArgs({
  options: { accept: { type: 'boolean' } },
  allowPositionals: true,
});
if (values.accept) copyFileSync(PRESENT, RELEASED);
const broken = await breakingChanges(read(positionals[0] ?? PRESENT));
if (broken.length > 0) console.error([...broken, ADVICE].join('\n'));
process.exitCode = broken.length > 0 ? 1 : 0;
