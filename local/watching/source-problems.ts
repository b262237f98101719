import type { App } from '../assembly/model.ts';
import { LocalError } from '../shared/errors.ts';
import { SchemaError } from '../shared/schema-error.ts';
import { contentHash } from './contents.ts';
import { problemLines, type Problem } from './problem.ts';
import type { SynthesisRecord } from './synthesis-record.ts';
import { resolve } from 'node:path';

/** What errors of an app's parts are led back to. */
export interface Sources {
  readonly projectFolder: string;
  readonly app: App;
  readonly record: SynthesisRecord | null;
}

/** Lines that an error of the app has at most. */
const MOST_LINES = 5;

/** What is wrong with the app's own files, as far as an error says. */
export function sourceProblems(error: unknown, sources: Sources): readonly Problem[] {
  if (error instanceof SchemaError) {
    const file = schemaFileOf(error, sources);
    return error.problems.map((problem) => ({ ...problem, file }));
  }
  const text = error instanceof Error ? error.message : String(error);
  const placed = text.split('\n').flatMap((line) => {
    const [, file = '', at, column, reason = ''] = /^(\S+):(\d+):(\d+) (.*)$/.exec(line) ?? [];
    if (file === '') return [];
    const path = resolve(sources.projectFolder, file);
    return [{ file: path, line: Number(at), column: Number(column), reason }];
  });
  return placed.length > 0 ? placed : [{ file: null, line: null, column: null, reason: text }];
}

/** The same error, in the words of the app's own schema file where it is one of that. */
export function inOwnFiles(error: unknown, sources: Sources): unknown {
  if (!(error instanceof SchemaError) || schemaFileOf(error, sources) === null) return error;
  const problems = sourceProblems(error, sources);
  const lines = problemLines(problems, sources.projectFolder, MOST_LINES);
  return new LocalError('ERR_SCHEMA', lines.join('\n'), { cause: error });
}

/** The file whose text the schema is. */
function schemaFileOf({ logicalId }: SchemaError, { app, record }: Sources): string | null {
  const schema = app.apis.find((api) => api.logicalId === logicalId)?.schema ?? '';
  const hash = contentHash(schema);
  const files = record ? [...record.read, ...record.copied] : [];
  return files.find(([, known]) => known === hash)?.[0] ?? null;
}
