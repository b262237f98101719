import { expect, test } from 'vitest';
import { codeFolder, lambdaFunction } from './builders.ts';
import { lambdaHost } from './harness.ts';

/** What `hello` answers; its code lies in a folder above which nothing is installed. */
const answerOf = (files: Readonly<Record<string, string>>): Promise<unknown> =>
  lambdaHost([lambdaFunction('', { codeFolder: codeFolder(files) })]).invoke('hello', {});

// https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html: the runtime includes the SDK.
test.each([
  [
    'require, as CDK’s bundles do',
    {
      'index.js': `
        const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
        exports.handler = async () => typeof DynamoDBClient;`,
    },
  ],
  [
    'require in a file of the code',
    {
      'index.cjs': `exports.handler = async () => typeof require('./lib/db.js').DynamoDBClient;`,
      'lib/db.js': `module.exports = require('@aws-sdk/client-dynamodb');`,
    },
  ],
  [
    'import() in CommonJS',
    {
      'index.js': `
        exports.handler = async () =>
          typeof (await import('@aws-sdk/client-dynamodb')).DynamoDBClient;`,
    },
  ],
  [
    'import',
    {
      'index.mjs': `
        import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
        export const handler = async () => typeof DynamoDBClient;`,
    },
  ],
])('AWS SDK of the runtime: is found by %s', async (_name, files) => {
  expect(await answerOf(files)).toEqual({ ok: true, payload: 'function' });
});

test.each([
  ['require', { 'index.js': `require('@aws-sdk/client-unheard-of'); exports.handler = () => 1;` }],
  ['import', { 'index.mjs': `import '@aws-sdk/client-unheard-of'; export const handler = 0;` }],
])('AWS SDK client that is not installed: %s is told how to get it', async (_name, files) => {
  expect(await answerOf(files)).toMatchObject({
    ok: false,
    error: {
      errorType: 'Runtime.ImportModuleError',
      errorMessage: expect.stringContaining('npm i -D @aws-sdk/client-unheard-of'),
    },
  });
});

const onNode16 = (code: string): Promise<unknown> => {
  const folder = codeFolder({ 'index.js': code });
  return lambdaHost([lambdaFunction('', { codeFolder: folder, runtime: 'nodejs16.x' })]).invoke(
    'hello',
    {},
  );
};

test('nodejs16.x: has aws-sdk of version 2; where it is not installed, the command is told', async () => {
  // Whoever has it installed gets it.
  const answer = await onNode16(
    "require('aws-sdk/clients/unheard-of'); exports.handler = () => 1;",
  );
  expect(answer).toMatchObject({
    ok: false,
    error: { errorMessage: expect.stringMatching(/npm i -D aws-sdk$/m) },
  });
});

test('nodejs16.x: has no SDK of version 3, later runtimes none of version 2', async () => {
  const v3 = "require('@aws-sdk/client-dynamodb'); exports.handler = () => 1;";
  expect(await onNode16(v3)).toMatchObject({
    error: { errorMessage: expect.stringContaining('this runtime of Lambda has only aws-sdk') },
  });
  const v2 = { 'index.js': "require('aws-sdk'); exports.handler = () => 1;" };
  expect(await answerOf(v2)).toMatchObject({
    error: { errorMessage: expect.stringContaining('has only @aws-sdk/* and @smithy/*') },
  });
});

const UNDICI = ['WebSocket', 'CloseEvent', 'MessageEvent'].join(', ');

// They are loaded only for who names them.
test.each([
  ['import', 'index.mjs', `import { ${UNDICI} } from 'node:http'; export const handler = isThere;`],
  ['import *', 'index.mjs', `import * as http from 'http'; export const handler = isThere;`],
  [
    'import in .js',
    'index.js',
    `import { ${UNDICI} } from 'http'; export const handler = isThere;`,
  ],
  ['require', 'index.cjs', `const { ${UNDICI} } = require('http'); exports.handler = isThere;`],
])('members of http that are of undici: are found by %s', async (how, file, code) => {
  const from = how === 'import *' ? 'http.' : '';
  const isThere = `async () => [${UNDICI.split(', ')
    .map((name) => `${from}${name} === globalThis.${name}`)
    .join()}]`;
  expect(await answerOf({ [file]: code.replace('isThere', isThere) })).toEqual({
    ok: true,
    payload: [true, true, true],
  });
});

test('members of http that are of undici: do not load it for who names none', async () => {
  const loaded = "process.moduleLoadList.some((name) => name.endsWith('undici/undici'))";
  const code = `import 'node:http'; export const handler = async () => ${loaded};`;
  expect(await answerOf({ 'index.mjs': code })).toEqual({ ok: true, payload: false });
});
