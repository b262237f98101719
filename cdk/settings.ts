import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bundle.ts';

interface Settings {
  readonly context: Readonly<Record<string, unknown>>;
}

/** cdk.json. The CLI passes its context; read here, the assembly is the same without the CLI. */
export function readSettings(): Settings {
  return JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as Settings;
}
