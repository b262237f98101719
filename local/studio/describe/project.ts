import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isObject } from '../../shared/is-object.ts';

/** The name in a folder's package.json, else the folder's own. */
export function projectName(folder: string): string {
  return textIn(join(folder, 'package.json'), 'name') ?? basename(folder);
}

/** Of this package. */
export function engineVersion(): string {
  return textIn(join(import.meta.dirname, '../../package.json'), 'version') ?? '';
}

function textIn(file: string, member: string): string | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const value = isObject(content) ? content[member] : undefined;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined; // an assembly of its own has no project around it
  }
}
