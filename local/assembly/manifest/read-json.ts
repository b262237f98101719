import { readFileSync } from 'node:fs';
import { LocalError } from '../../shared/errors.ts';
import { isObject } from '../../shared/is-object.ts';

/**
 * One JSON file of the assembly.
 * @throws LocalError ERR_ASSEMBLY when it is not there or no JSON object
 */
export function readJson(file: string): Record<string, unknown> {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    if (!isObject(content)) throw new Error('it holds no object');
    return content;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalError(
      'ERR_ASSEMBLY',
      `Cannot read ${file}: ${reason}. Is this the output folder of cdk synth? Synthesize again.`,
      { cause: error },
    );
  }
}
