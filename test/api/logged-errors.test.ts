import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import { runningSystem } from '../support/running-system.ts';

const { url } = runningSystem();
const FILE = 'functions/export-user/export-user.ts';

/** What a function answered, and wrote meanwhile. */
interface Invocation {
  readonly payload: unknown;
  readonly lines: readonly { readonly text: string }[];
}

test('a function that fails by its own fault: its line in the log names the line of its source', async () => {
  const source = readFileSync(join(ROOT, FILE), 'utf8').split('\n');
  const line = source.findIndex((text) => text.includes('= event.arguments')) + 1;
  // No arguments: AppSync always sends some, so that nothing is prepared for it.
  const event = { field: 'exportUser', actor: { kind: 'client', id: 'test', role: null } };
  const body = JSON.stringify({ event });
  const path = new URL('/_local/functions/export-user/invoke', url);
  const answer = await fetch(path, { method: 'POST', body });
  const { payload, lines } = (await answer.json()) as Invocation;
  expect(payload).toMatchObject({ error: { type: 'InternalError' } });
  // Long lines are remembered cut.
  const failed = lines.map(({ text }) => text).find((text) => text.includes('"failed"')) ?? '';
  expect(failed).toContain('"error":"TypeError"');
  const [, frame = ''] = /"frames":\["([^"]+)"/u.exec(failed) ?? [];
  expect(frame).toContain(`${FILE}:${line}:`);
  // Nor does any other frame lead into the bundle, which nobody wrote.
  expect(failed).not.toContain('index.mjs:');
});
