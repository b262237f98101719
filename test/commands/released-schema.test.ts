import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';

const released = readFileSync(join(ROOT, 'client/released.graphql'), 'utf8');

/** The released schema with one change. */
function changed(from: string, to: string): string {
  const schema = released.replace(from, to);
  if (schema === released) throw new Error(`client/released.graphql has no ${from}`);
  const file = join(mkdtempSync(join(tmpdir(), 'schema-')), 'schema.graphql');
  writeFileSync(file, schema);
  return file;
}

/** Runs `npm run check:schema`. */
function check(...files: string[]) {
  const program = join(ROOT, 'commands/released-schema.ts');
  const { status, stderr } = spawnSync(process.execPath, [program, ...files], { encoding: 'utf8' });
  return { status, stderr };
}

test('schema.graphql: breaks no client of the last release', () => {
  expect(check()).toEqual({ status: 0, stderr: '' });
});

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
])('%s: is told, and how to accept it', (_what, from, to, message) => {
  const { status, stderr } = check(changed(from, to));
  expect(status).toBe(1);
  expect(stderr).toContain(message);
  expect(stderr).toContain('npm run check:schema -- --accept');
});

test('what is added beside: breaks nobody', () => {
  const schema = changed('  phone: AWSPhone\n', '  phone: AWSPhone\n  nickname: String\n');
  expect(check(schema)).toEqual({ status: 0, stderr: '' });
});
