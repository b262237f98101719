import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
