import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, type App } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { appOf, readFrom, synthesizeApp } from './synthesize-app.ts';

const settings = { handler: 'index.handler', runtime: lambda.Runtime.NODEJS_24_X };

function zipOf(files: Readonly<Record<string, string>>): string {
  const content = Object.entries(files).map(([name, text]) => [name, strToU8(text)]);
  const file = join(mkdtempSync(join(tmpdir(), 'zip-')), 'code.zip');
  writeFileSync(file, zipSync(Object.fromEntries(content) as Record<string, Uint8Array>));
  return file;
}

test('a ZIP archive as code: is unpacked once, to a folder of its content', () => {
  const file = zipOf({ 'index.mjs': 'export const handler = 1;', 'lib/a.txt': `${Math.random()}` });
  const build = () =>
    appOf((root) => {
      new lambda.Function(new Stack(root, 'S'), 'F', {
        code: lambda.Code.fromAsset(file),
        ...settings,
      });
    });
  const [first] = build().functions;
  const folder = first?.codeFolder ?? '';
  expect(readFileSync(join(folder, 'index.mjs'), 'utf8')).toBe('export const handler = 1;');
  writeFileSync(join(folder, 'mark'), '');
  expect(build().functions[0]?.codeFolder).toBe(folder);
  expect(readFileSync(join(folder, 'mark'), 'utf8')).toBe('');
});

// https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-synth.html (--no-staging)
test('code of an assembly without staged assets: is where it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'code-'));
  writeFileSync(join(folder, 'index.mjs'), 'export const handler = 1;');
  const build = (root: App) => {
    new lambda.Function(new Stack(root, 'S'), 'F', {
      code: lambda.Code.fromAsset(folder),
      ...settings,
    });
  };
  const context = { 'aws:cdk:disable-asset-staging': true };
  const app = readFrom(synthesizeApp(build, { context }));
  expect(app.functions.map(({ codeFolder }) => codeFolder)).toEqual([folder]);
});

test('an archive that leads out of its folder, and one that is none: are refused', () => {
  const refusal = (file: string) => () =>
    appOf((root) => {
      new lambda.Function(new Stack(root, 'S'), 'F', {
        code: lambda.Code.fromAsset(file),
        ...settings,
      });
    });
  expect(refusal(zipOf({ '../out.txt': 'x' }))).toThrow(/its entry \.\.\/out\.txt leads out of it/);
  const broken = join(mkdtempSync(join(tmpdir(), 'zip-')), 'broken.zip');
  writeFileSync(broken, `no archive ${Math.random()}`);
  expect(refusal(broken)).toThrow(/broken\.zip|asset\..*\.zip is no ZIP archive/);
});

test('layers of the assembly: are folders in their order; others are named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'layer-'));
  mkdirSync(join(folder, 'nodejs'));
  const archive = zipOf({ 'nodejs/node_modules/a/index.js': `// ${Math.random()}` });
  const foreign = 'arn:aws:lambda:us-east-1:017000801446:layer:AWSLambdaPowertools:1';
  const app = appOf((root) => {
    const stack = new Stack(root, 'S');
    const layer = (id: string, path: string) =>
      new lambda.LayerVersion(stack, id, { code: lambda.Code.fromAsset(path) });
    new lambda.Function(stack, 'Python', {
      code: lambda.Code.fromInline('def handler(event, context): pass'),
      handler: 'index.handler',
      runtime: lambda.Runtime.PYTHON_3_13,
      layers: [
        layer('Folder', folder),
        layer('Archive', archive),
        lambda.LayerVersion.fromLayerVersionArn(stack, 'Foreign', foreign),
      ],
    });
  });
  const [python] = app.functions;
  expect(python?.layers).toHaveLength(2);
  const [first = '', second = ''] = python?.layers ?? [];
  expect(first).toMatch(/asset\./);
  expect(readFileSync(join(second, 'nodejs/node_modules/a/index.js'), 'utf8')).toMatch(/^\/\/ /);
  expect(readFileSync(join(python?.codeFolder ?? '', 'index.py'), 'utf8')).toMatch(/^def handler/);
  expect(app.unsupported.map(({ type }) => type)).toEqual(['AWS::Lambda::Function (Layers)']);
});
