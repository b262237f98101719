import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPS } from './apps/index.ts';
import type { AppResult } from './result.ts';
import { nameOf } from './types.ts';

const FILE = join(import.meta.dirname, 'results.json');

/** What ran last, in the order of the list. */
export function readResults(): readonly AppResult[] {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as AppResult[]) : [];
}

/** Keeps what ran; apps that left the list are forgotten. */
export function writeResults(results: readonly AppResult[]): void {
  const byName = new Map(results.map((result) => [nameOf(result), result]));
  const kept = APPS.flatMap((app) => byName.get(nameOf(app)) ?? []);
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`);
}
