import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import { checkSchema } from '../../commands/released-schema.ts';
import { spawnProgram } from '../support/spawn-program.ts';

const released = readFileSync(join(ROOT, 'client/released.graphql'), 'utf8');

/** The released schema with one change. */
function changed(from: string, to: string): string {
  const schema = released.replace(from, to);
  if (schema === released) throw new Error(`client/released.graphql has no ${from}`);
  const file = join(mkdtempSync(join(tmpdir(), 'schema-')), 'schema.graphql');
  writeFileSync(file, schema);
  return file;
}

test('schema.graphql: breaks no client of the last release', async () => {
  expect(await spawnProgram('released-schema.ts', [])).toEqual({ code: 0, out: '', err: '' });
});

async function check(file: string) {
  const told: string[] = [];
  const code = await checkSchema([file], (text) => void told.push(text));
  return { code, told: told.join('\n') };
}

test.each([
  [
    'a field that is gone',
    '  phone: AWSPhone\n',
    '',
    "Field 'phone' was removed from object type 'User'",
  ],
  [
    'an enum value that is gone',
    '  "May not sign in."\n  SUSPENDED\n}\n',
    '}\n',
    "Enum value 'SUSPENDED' was removed from enum 'UserStatus'",
  ],
  [
    'an argument that must be given now',
    'resendInvitation(id: ID!)',
    'resendInvitation(id: ID!, reason: String!)',
    "Argument 'reason: String!' added to field 'Mutation.resendInvitation'",
  ],
])('%s: is told, and how to accept it', async (_what, from, to, message) => {
  const { code, told } = await check(changed(from, to));
  expect(code).toBe(1);
  expect(told).toContain(message);
  expect(told).toContain('npm run check:schema -- --accept');
});

test('what is added beside: breaks nobody', async () => {
  const schema = changed('  phone: AWSPhone\n', '  phone: AWSPhone\n  nickname: String\n');
  expect(await check(schema)).toEqual({ code: 0, told: '' });
});
