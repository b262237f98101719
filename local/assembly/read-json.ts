import { readFileSync } from 'node:fs';
import { LocalError } from '../shared/errors.ts';

/**
 * One JSON file of the assembly.
 * @throws LocalError ERR_ASSEMBLY when it is not there or not JSON
 */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalError(
      'ERR_ASSEMBLY',
      `Cannot read ${file}: ${reason}. Is this the output folder of cdk synth? Synthesize again.`,
      { cause: error },
    );
  }
}
