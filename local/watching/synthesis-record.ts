import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from './problem.ts';

/** One run of esbuild in a synthesis. */
export interface RecordedBuild {
  /** The module that ran it; null: its command line. */
  readonly esbuild: string | null;
  /** Null when they are more than JSON, such as plugins. */
  readonly options?: Readonly<Record<string, unknown>> | null;
  readonly arguments?: readonly string[];
  readonly cwd: string;
  readonly entries: readonly RecordedEntry[];
  readonly outputs: readonly { readonly path: string; readonly hash: string }[];
}

/** An entry point with all files of the project that it leads to, itself among them, and what is made of it. */
export interface RecordedEntry {
  readonly file: string;
  readonly inputs: readonly string[];
  readonly output: string;
}

/** How a process of a synthesis ended that failed. */
export interface RecordedFailure {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

/** What a synthesis was made of; hashes are SHA-256 of contents. */
export interface SynthesisRecord {
  /** Files of the project that it read itself, as modules or data: file -> hash. */
  readonly read: ReadonlyMap<string, string>;
  /** Files of the project that it copied: file -> hash. */
  readonly copied: ReadonlyMap<string, string>;
  readonly builds: readonly RecordedBuild[];
  /** Why runs of esbuild failed. */
  readonly failures: readonly Problem[];
  readonly error: RecordedFailure | null;
}

/** Of one process, as record-synthesis.cjs writes it. */
interface Written {
  readonly read: readonly (readonly [string, string])[];
  readonly copied: readonly (readonly [string, string])[];
  readonly builds: readonly RecordedBuild[];
  readonly failures: readonly {
    readonly text: string;
    readonly location: {
      readonly file: string;
      readonly line: number;
      readonly column: number;
    } | null;
    readonly cwd: string;
  }[];
  readonly error: RecordedFailure | null;
}

/**
 * Empties the folder, and says what lets every Node process of a command write a record there. The
 * command may run an older Node or none; what is not Node leaves no record.
 */
export function recordInto(folder: string): Record<string, string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const script = fileURLToPath(new URL('./record-synthesis.cjs', import.meta.url));
  const inherited = process.env['NODE_OPTIONS'] ?? '';
  return {
    LOCAL_SYNTHESIS_RECORD: folder,
    // The form that Node reads: quotes keep spaces, backslashes are doubled.
    NODE_OPTIONS: `${inherited} --require ${JSON.stringify(script)}`.trim(),
  };
}

/** Reads what the processes of a synthesis wrote; null without any. */
export function readRecord(folder: string): SynthesisRecord | null {
  const processes = readWritten(folder);
  if (processes.length === 0) return null;
  return {
    read: new Map(processes.flatMap(({ read }) => read)),
    copied: new Map(processes.flatMap(({ copied }) => copied)),
    builds: processes.flatMap(({ builds }) => builds),
    failures: processes.flatMap(({ failures }) =>
      failures.map(({ text, location, cwd }) => ({
        file: location && resolve(cwd, location.file),
        line: location?.line ?? null,
        // esbuild counts from 0.
        column: location && location.column + 1,
        reason: text,
      })),
    ),
    error: processes.find(({ error }) => error !== null)?.error ?? null,
  };
}

function readWritten(folder: string): readonly Written[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Written);
  } catch {
    return []; // none yet, or cut short by a crash: then nothing is known
  }
}
