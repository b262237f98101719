import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'oxfmt';
import { APPS } from './apps/index.ts';
import type { AppResult } from './result.ts';
import { nameOf } from './types.ts';

/** What is committed. */
export const RESULTS_FILE = join(import.meta.dirname, 'results.json');

/** What ran last, in the order of the list. */
export function readResults(file = RESULTS_FILE): readonly AppResult[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as AppResult[]) : [];
}

/** Keeps what ran; apps that left the list are forgotten. */
export async function writeResults(
  results: readonly AppResult[],
  file = RESULTS_FILE,
): Promise<void> {
  const byName = new Map(results.map((result) => [nameOf(result), result]));
  const kept = APPS.flatMap((app) => byName.get(nameOf(app)) ?? []);
  const { code } = await format(file, JSON.stringify(kept));
  writeFileSync(file, code);
}
