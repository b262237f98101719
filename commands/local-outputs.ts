import { readFileSync } from 'node:fs';
import { isObject } from '../functions/lib/is-object.ts';
import { jsonOrNull, membersOf } from './json.ts';
import type { Outputs } from './stack-outputs.ts';
import { UsageError } from './users/errors.ts';

/** Where `npm start` writes them. */
export const LOCAL_OUTPUTS = '.local/outputs.json';

/** What the local system takes for those of AWS. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** The part of the file that matters here. */
export interface LocalOutputs {
  /** URL of all services. */
  readonly cognitoEndpoint: string;
  readonly userPoolId: string;
  readonly region: string;
  readonly stacks: Readonly<Record<string, Outputs>>;
}

/**
 * Reads what `npm start` wrote of the local system.
 * @param flag of the command that names a deployed system instead
 * @throws UsageError when the file is not there, or is none
 */
export function readLocalOutputs(file: string, flag: string): LocalOutputs {
  const outputs = jsonOrNull(textOf(file, flag));
  if (isOutputs(outputs)) return outputs;
  throw new UsageError(
    `${file} is damaged, or no file of npm start. Start the local system, which writes it anew, or name a deployed one (${flag}).`,
  );
}

function textOf(file: string, flag: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(
      `${file} cannot be read. Start the local system (npm start), or name a deployed one (${flag}).`,
    );
  }
}

const TEXTS = ['cognitoEndpoint', 'userPoolId', 'region'] as const;

function isOutputs(value: unknown): value is LocalOutputs {
  const { stacks, ...members } = membersOf(value);
  return (
    TEXTS.every((name) => typeof members[name] === 'string' && members[name] !== '') &&
    isObject(stacks) &&
    Object.values(stacks).every(isObject)
  );
}
