import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepingCompiled } from 'appsync-on-a-laptop/testing/keeping-compiled';
import { ROOT } from '../../cdk/bundle.ts';
import { checkStacks } from '../../cdk/released-stacks.ts';

test('the stack with people in it: can become this one in one deployment', () => {
  const program = join(ROOT, 'cdk/released-stacks.ts');
  const env = keepingCompiled();
  const { status, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8', env });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a release that people were in under another name: is told, and how to accept it', () => {
  const released = readFileSync(join(ROOT, 'cdk/released.json'), 'utf8');
  const file = join(mkdtempSync(join(tmpdir(), 'released-')), 'released.json');
  writeFileSync(file, released.replace('UserPoolDAD9161D', 'PeoplePool12345678'));
  const told: string[] = [];
  expect(checkStacks([file], (text) => void told.push(text))).toBe(1);
  expect(told.join('\n')).toContain('PeoplePool12345678 (AWS::Cognito::UserPool) is gone');
  expect(told.join('\n')).toContain('npm run check:stacks -- --accept');
});
