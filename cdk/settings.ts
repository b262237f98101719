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

/** @throws Error when `mailFrom` (context of that name) is no plain address */
export function senderOf(mailFrom: unknown): string {
  if (typeof mailFrom === 'string' && /^[!-?A-~]+@[a-z0-9.-]+$/i.test(mailFrom)) return mailFrom;
  throw new Error(
    `Context "mailFrom" is ${JSON.stringify(mailFrom)}; use --context mailFrom=<address that SES has verified>`,
  );
}
