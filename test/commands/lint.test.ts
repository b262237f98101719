import { Linter, type Rule } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
import { documentedExports } from '../../commands/lint/documented-exports.ts';
import { restrictedPaths, type RestrictedPaths } from '../../commands/lint/restricted-paths.ts';

const CWD = '/repository';

/** What a rule says of a file. */
function said(rule: Rule.RuleModule, filename: string, text: string, options?: RestrictedPaths) {
  const linter = new Linter({ cwd: CWD });
  const found = linter.verify(
    text,
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { house: { rules: { rule } } },
      rules: { 'house/rule': ['error', ...(options ? [options] : [])] },
    },
    `${CWD}/${filename}`,
  );
  return found.map(({ message }) => message);
}

const OPTIONS: RestrictedPaths = {
  zones: [
    { target: './model', from: '.', except: ['./model', './generated'], message: 'Types only.' },
    { target: './app', from: ['./cdk', './engine'], except: ['./types.ts'] },
    { target: './engine/parts', from: './engine/start.ts' },
  ],
  packages: { 'the-engine': 'engine' },
};

const paths = (filename: string, text: string) => said(restrictedPaths, filename, text, OPTIONS);

test.each([
  `import { a } from '../cdk/stack.ts';`,
  `import type { A } from '../cdk/stack.ts';`,
  `export { a } from '../cdk/stack.ts';`,
  `export * from '../cdk/stack.ts';`,
  `const a = await import('../cdk/stack.ts');`,
])('restricted-paths: %s', (text) => {
  expect(paths('app/a.ts', text)).toEqual(['app/a.ts may not import cdk/stack.ts. ']);
});

test('restricted-paths: a package whose code is in the repository is that folder', () => {
  expect(paths('app/a.ts', `import 'the-engine';`)).toHaveLength(1);
  expect(paths('app/a.ts', `import 'the-engine/log';`)).toHaveLength(1);
  expect(paths('app/a.ts', `import 'the-engine-room';`)).toEqual([]);
});

test('restricted-paths: other files, other folders, exceptions and Node’s modules are free', () => {
  expect(paths('app/a.ts', `import '../engines/a.ts';`)).toEqual([]);
  expect(paths('app/a.ts', `import type { A } from '../cdk/types.ts';`)).toEqual([]);
  expect(paths('model/a.ts', `import './b.ts'; import '../generated/c.ts';`)).toEqual([]);
  expect(paths('model/a.ts', `import 'node:fs';`)).toEqual([]);
  expect(paths('test/a.ts', `import '../cdk/stack.ts';`)).toEqual([]);
});

test('restricted-paths: packages of others are below the folder that they are installed in', () => {
  expect(paths('model/a.ts', `import 'uuid';`)).toEqual([
    'model/a.ts may not import node_modules/uuid. Types only.',
  ]);
});

test('restricted-paths: a file is one, with and without its extension', () => {
  expect(paths('engine/parts/a.ts', `import '../start.ts';`)).toHaveLength(1);
  expect(paths('engine/parts/a.ts', `import '../start';`)).toHaveLength(1);
  expect(paths('engine/parts/a.ts', `import '../start-services.ts';`)).toEqual([]);
});

const docs = (text: string) =>
  said(documentedExports, 'app/a.ts', text).map((message) => message.split(' is ')[0]);

test.each([
  'export function a() {}',
  'export async function a() {}',
  'export class a {}',
  'export interface a {}',
  'export type a = string;',
  'export const a = () => 1;',
  'function a() {} export { a };',
  'interface a {} export type { a };',
  'const a = () => 1; export { a };',
  '// A plain comment.\nexport function a() {}',
  '/* A plain block. */\nexport function a() {}',
])('documented-exports: %s', (text) => {
  expect(docs(text)).toEqual(['a']);
  expect(docs(`/** What it is for. */\n${text.replace(/^\/.*\n/u, '')}`)).toEqual([]);
});

test('documented-exports: what is not exported, what comes from elsewhere and plain values need none', () => {
  expect(docs('function a() {} interface B {}')).toEqual([]);
  expect(docs(`export { a } from './a.ts'; export * from './b.ts';`)).toEqual([]);
  expect(docs(`import { a } from './a.ts'; export { a };`)).toEqual([]);
  expect(docs('export const A = 1, B = [1];')).toEqual([]);
});

test('documented-exports: another comment may stand between, such as one that turns off a rule', () => {
  expect(
    docs('/** For this. */\n// oxlint-disable-next-line some-rule\nexport class A {}'),
  ).toEqual([]);
});
