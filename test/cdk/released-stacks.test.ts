import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';

/** Runs `npm run check:stacks`. */
function check(...files: string[]) {
  const program = join(ROOT, 'cdk/released-stacks.ts');
  const { status, stderr } = spawnSync(process.execPath, [program, ...files], { encoding: 'utf8' });
  return { status, stderr };
}

test('the stack with people in it: can become this one in one deployment', () => {
  expect(check()).toEqual({ status: 0, stderr: '' });
});

test('a release that people were in under another name: is told, and how to accept it', () => {
  const released = readFileSync(join(ROOT, 'cdk/released.json'), 'utf8');
  const file = join(mkdtempSync(join(tmpdir(), 'released-')), 'released.json');
  writeFileSync(file, released.replace('UserPoolDAD9161D', 'PeoplePool12345678'));
  const { status, stderr } = check(file);
  expect(status).toBe(1);
  expect(stderr).toContain('PeoplePool12345678 (AWS::Cognito::UserPool) is gone');
  expect(stderr).toContain('npm run check:stacks -- --accept');
});
