import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../folders.ts';

/** What the `start` script gives to Node. */
export function startArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').slice(1);
}
