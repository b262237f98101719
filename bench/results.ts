import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS } from './folders.ts';

/** What a part measured, with what a reader must know of the run. */
export interface Measured {
  /** Of the start of the part: ISO 8601. */
  readonly at: string;
  /** The machine's in the last minute before the command did anything: what else it had to do. */
  readonly loadAverage: number;
  readonly versions: Readonly<Record<string, string>>;
  /** The part's own, plain JSON. */
  readonly results: unknown;
}

const fileOf = (part: string): string => join(FOLDERS.results, `${part}.json`);

/** Keeps what a part measured until it is measured again. */
export function keepResults(part: string, measured: Measured): void {
  mkdirSync(FOLDERS.results, { recursive: true });
  writeFileSync(fileOf(part), `${JSON.stringify(measured, null, 2)}\n`);
}

/** What a part measured last on this machine; null when it never was. */
export function lastResults(part: string): Measured | null {
  const file = fileOf(part);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Measured) : null;
}
