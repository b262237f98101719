import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProject } from '../project.ts';
import { silentLog } from '../shared/log.ts';
import { synthesize } from '../synthesize.ts';

/** A project whose app command is a small script in place of CDK. */
function projectWith(script: string, settings: object = { inputs: ['app.cjs'] }) {
  const folder = mkdtempSync(join(tmpdir(), 'project-'));
  const data = join(folder, '.local');
  mkdirSync(data);
  writeFileSync(join(folder, 'app.cjs'), `const fs = require('node:fs');${script}`);
  writeFileSync(
    join(folder, 'cdk.json'),
    JSON.stringify({ app: `"${process.execPath}" app.cjs`, context: { stage: 'test' } }),
  );
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ local: settings }));
  return { folder, data, run: () => synthesize(readProject(folder), data, silentLog) };
}

const WRITE = `
  fs.mkdirSync(process.env.CDK_OUTDIR);
  fs.writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', JSON.stringify({
    context: JSON.parse(process.env.CDK_CONTEXT_JSON),
    validation: process.env.CDK_VALIDATION,
  }));`;

describe('synthesize', () => {
  test('synthesize: runs the app as the CDK CLI does, without template validation', async () => {
    const { folder: project, data, run } = projectWith(WRITE);
    writeFileSync(join(project, 'cdk.context.json'), '{"looked-up":"vpc-1"}');
    const { folder, made } = await run();
    expect([folder, made]).toEqual([join(data, 'cdk.out'), true]);
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toEqual({
      context: {
        stage: 'test',
        'looked-up': 'vpc-1',
        'aws:cdk:enable-path-metadata': true,
        'aws:cdk:enable-asset-metadata': true,
      },
      validation: 'false',
    });
  });

  test('synthesize: unchanged inputs are not synthesized again, a changed command is', async () => {
    const { folder, run } = projectWith(WRITE);
    expect((await run()).made).toBe(true);
    expect((await run()).made).toBe(false);
    const cdk = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8')) as { app: string };
    writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ ...cdk, context: { stage: 'b' } }));
    expect((await run()).made).toBe(true);
  });

  test('synthesize: a failing app is told with its output, the last assembly stays', async () => {
    const { folder, data, run } = projectWith(WRITE);
    await run();
    const before = readFileSync(join(data, 'cdk.out', 'manifest.json'), 'utf8');
    writeFileSync(join(folder, 'app.cjs'), "console.error('no such table'); process.exit(3);");
    await expect(run()).rejects.toMatchObject({
      code: 'ERR_SYNTH',
      message: expect.stringMatching(/exit 3[\s\S]*no such table/),
    });
    expect(readFileSync(join(data, 'cdk.out', 'manifest.json'), 'utf8')).toBe(before);
  });

  test('synthesize: an app that writes nothing is told', async () => {
    const { data, run } = projectWith('');
    await expect(run()).rejects.toMatchObject({
      code: 'ERR_SYNTH',
      message: expect.stringContaining('wrote no assembly'),
    });
    expect(existsSync(join(data, 'cdk.out'))).toBe(false);
  });

  test('readProject: a folder without cdk.json is told with the way out', () => {
    const folder = mkdtempSync(join(tmpdir(), 'empty-'));
    expect(() => readProject(folder)).toThrow(
      expect.objectContaining({
        code: 'ERR_SYNTH',
        message: expect.stringContaining('--assembly'),
      }),
    );
  });
});

describe('apps that are broken', () => {
  const RUN = `"${process.execPath}"`;
  const MODULES = join(import.meta.dirname, '..', '..', 'node_modules');

  /** @returns the message, with the folder left out */
  async function failureOf(files: Readonly<Record<string, string>>, app: string): Promise<string> {
    const { folder, run } = projectWith('');
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    symlinkSync(MODULES, join(folder, 'node_modules'));
    writeFileSync(join(folder, 'cdk.json'), JSON.stringify({ app }));
    const error: unknown = await run().catch((reason: unknown) => reason);
    return (error as Error).message.replaceAll(folder, '');
  }

  const bundling = (entry: string): string =>
    `import { buildSync } from 'esbuild';
     buildSync({ entryPoints: ['${entry}'], bundle: true, write: false, outdir: 'out' });`;

  test.each([
    [
      'a syntax error',
      { 'cdk/app.mjs': 'const a = 1;\nconst b = = 2;\n' },
      `${RUN} cdk/app.mjs`,
      "cdk/app.mjs:2:11 SyntaxError: Unexpected token '='",
    ],
    [
      'a syntax error in TypeScript that an app imports',
      { 'app.mjs': "import './cdk/stack.ts';\n", 'cdk/stack.ts': 'const a: string = ;\n' },
      `${RUN} app.mjs`,
      /^cdk\/stack.ts:1(?::\d+)? SyntaxError.*Expression expected/,
    ],
    [
      'a throw in a construct',
      {
        'app.mjs': "import { Api } from './cdk/api.ts';\nnew Api();\n",
        'cdk/api.ts':
          "export class Api {\n  constructor() {\n    throw new Error('no pool');\n  }\n}\n",
      },
      `${RUN} app.mjs`,
      'cdk/api.ts:3:11 Error: no pool',
    ],
    [
      'a construct that refuses its properties',
      {
        'app.mjs':
          "import { App, Stack } from 'aws-cdk-lib';\nimport { Queue } from 'aws-cdk-lib/aws-sqs';\n" +
          "new Queue(new Stack(new App(), 'S'), 'Q', { maxMessageSizeBytes: 1 });\n",
      },
      `${RUN} app.mjs`,
      /^app.mjs:3 PropsValidationFailed: .*maximum message size must be between/,
    ],
    [
      'a module that is not there',
      { 'app.mjs': "import './cdk/gone.mjs';\n" },
      `${RUN} app.mjs`,
      /Error.*: Cannot find module '\/cdk\/gone.mjs'/,
    ],
    [
      'a context that is missing',
      {
        'app.mjs':
          "import { App } from 'aws-cdk-lib';\nconst stage = new App().node.getContext('stage');\n",
      },
      `${RUN} app.mjs`,
      /^app.mjs:2:30 \w*Error: No context value present for stage key/,
    ],
    [
      'a resolver that cannot be bundled',
      { 'app.mjs': bundling('resolvers/Query.a.ts'), 'resolvers/Query.a.ts': 'export const = 1;' },
      `${RUN} app.mjs`,
      'resolvers/Query.a.ts:1:14 Expected identifier but found "="',
    ],
    [
      'a function that imports what is not there',
      { 'app.mjs': bundling('functions/a.ts'), 'functions/a.ts': "\nimport './gone';\n" },
      `${RUN} app.mjs`,
      'functions/a.ts:2:8 Could not resolve "./gone"',
    ],
    [
      'a type error that ts-node prints',
      {
        'app.mjs':
          'console.error("TSError: Unable to compile TypeScript:\\napp.mjs:3:7 - error TS2322: Type X is not Y.");process.exit(1);',
      },
      `${RUN} app.mjs`,
      'app.mjs:3:7 TS2322: Type X is not Y.',
    ],
    [
      'a Python app that throws',
      { 'app.py': 'def build():\n    raise ValueError("no stage")\nbuild()\n' },
      'python3 app.py',
      /^app.py:(?:2|3) ValueError: no stage/,
    ],
    ['a command that is not there', {}, 'python3000 app.py', /python3000: (?:command )?not found/],
  ])('%s: told once, in at most five lines', async (_name, files, app, problem) => {
    const message = await failureOf(files, app);
    const lines = message.split('\n');
    expect(lines[0]).toContain(`synthesis failed (${app}: exit `);
    const isWhole = typeof problem === 'string';
    expect(lines[1]).toEqual(isWhole ? problem : expect.stringMatching(problem));
    expect(lines.at(-1)).toBe('All that it printed: /.local/synthesis.log');
    expect(lines).toHaveLength(3);
  });
});

describe('settings of the wrong form', () => {
  test.each([
    [{ inputs: 'cdk' }, 'local.inputs is not a list of texts'],
    [{ sites: 'page' }, 'local.sites is not an object of sites by their path'],
    [
      { sites: { docs: {} } },
      'local.sites["docs"] is not served: a path is "/", or such as "/docs"',
    ],
    [{ sites: { '/docs/': {} } }, 'local.sites["/docs/"] is not served'],
    [{ sites: { '/': { folder: 'page' } } }, 'local.sites["/"].name is not a text'],
    [{ sites: { '/': { name: 'a', folder: 1 } } }, 'local.sites["/"].folder is not a path'],
    [{ sites: { '/': { name: 'a', folder: 'a', fall: 1 } } }, 'local.sites["/"].fall is not known'],
    [{ seed: 1, stacks: ['A', 2] }, 'local.seed is not the path of a module; local.stacks'],
    [{ parameters: { A: 1 } }, 'local.parameters is not an object of texts'],
    [[], 'local is not an object'],
  ])('%j: are named', (settings, message) => {
    const project = projectWith(WRITE, settings);
    const reading = (): unknown => readProject(project.folder);
    expect(reading).toThrow(expect.objectContaining({ code: 'ERR_SYNTH' }));
    expect(reading).toThrow(message);
  });
});
