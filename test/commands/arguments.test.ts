import { expect, test } from 'vitest';
import { spawnProgram } from '../support/spawn-program.ts';

test.each([
  ['scale.ts', ['--foo'], '--foo', 'npm run scale -- --page'],
  ['scale.ts', ['bla'], 'bla', 'npm run scale -- --page'],
  ['cost.ts', ['--foo'], '--foo', '--subscribers'],
  ['cost.ts', ['--page', '--foo'], '--page takes nothing', '--subscribers'],
  ['smoke.ts', ['--foo'], '--foo', 'npm run smoke -- --stage'],
  ['smoke.ts', ['bla'], 'bla', 'npm run smoke -- --stage'],
  ['source-lines.ts', ['--foo'], '--foo', 'FUNCTION < stack'],
  ['source-lines.ts', ['create-user', 'bla'], 'One function', 'FUNCTION < stack'],
  ['fuzz.ts', ['--foo'], '--foo', '--requests N'],
  ['fuzz.ts', ['--seconds', 'long'], '--seconds is a whole number', '"long"'],
  ['fuzz.ts', ['--outputs', '/nowhere.json'], '/nowhere.json is not there', 'start the local'],
  ['released-schema.ts', ['--foo'], '--foo', 'npm run check:schema'],
  ['released-schema.ts', ['/nowhere.graphql'], '/nowhere.graphql cannot be read', 'ENOENT'],
  ['write-derived.ts', ['--chek'], '--chek', '[--check]'],
  ['users/main.ts', ['replay', '--foo'], '--foo', 'See --help'],
])('commands/%s %j: is refused, and how to ask is said', async (file, args, named, usage) => {
  const { code, out, err } = await spawnProgram(file, args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(named);
  expect(err).toContain(usage);
  expect(err).not.toMatch(/^\s+at /mu);
});

test.each([['scale.ts'], ['cost.ts'], ['smoke.ts'], ['source-lines.ts'], ['fuzz.ts']])(
  'commands/%s --help: says how to ask',
  async (file) => {
    const { code, out } = await spawnProgram(file, ['--help']);
    expect(code).toBe(0);
    expect(out).toContain('npm run ');
  },
);
