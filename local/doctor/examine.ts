import type { LocalOptions } from '../options.ts';
import { withDefaults } from '../options.ts';
import { CHECKS } from './checks.ts';
import { missing } from './finding.ts';
import type { Finding } from './finding.ts';

/** What one check found. */
export interface Examined extends Finding {
  readonly name: string;
}

/**
 * Looks whether a start with these options would find what it needs. Starts and changes nothing.
 * @returns one finding for each check, in the order of a start
 */
export function examine(options: LocalOptions): Promise<readonly Examined[]> {
  const settings = withDefaults(options);
  return Promise.all(
    Object.entries(CHECKS).map(async ([name, look]): Promise<Examined> => {
      try {
        return { name, ...(await look(settings)) };
      } catch (error) {
        return { name, ...missing(error instanceof Error ? error.message : String(error)) };
      }
    }),
  );
}
