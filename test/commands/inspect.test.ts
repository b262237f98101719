import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import { connectDebugger } from 'appsync-on-a-laptop/testing/debugger';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { PATIENCE } from 'appsync-on-a-laptop/testing/patience';
import { post } from 'appsync-on-a-laptop/testing/post-graphql';
import { expect, onTestFinished, test } from 'vitest';
import { keepSynthesized, makeDataFolder } from '../support/data-folder.ts';
import { machineToken } from '../support/sign-in.ts';

/** Line of a text in a file, from 1. */
const lineOf = (file: string, text: string): number => {
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((one) => one.includes(text));
  if (line < 0) throw new Error(`${file} does not hold ${text}`);
  return line + 1;
};

const USER_STATS = resolve('resolvers/Query.userStats.ts');
const EXPORT_USER = resolve('functions/export-user/export-user.ts');
const ID = '00000000-0000-4000-8000-000000000000';

test(
  'npm start -- --inspect: stops in Query.userStats.ts and in a function, and shows ctx and the event',
  async () => {
    const data = await makeDataFolder();
    const flags = ['--port', '0', '--json', '--inspect-port', '0', '--no-watch', '--no-seed'];
    const cli = 'node_modules/appsync-on-a-laptop/cli.mjs';
    const child = spawn(process.execPath, [cli, ...flags, '--data', data]);
    onTestFinished(() => void child.kill('SIGTERM'));
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const outputs = await eventually(() => JSON.parse(stdout) as LocalOutputs, 30, PATIENCE.hook);
    await keepSynthesized(data);
    const token = await machineToken(outputs, 'users/read');
    const ask = async (query: string): Promise<unknown> =>
      (await post(outputs.graphqlUrl, query, {}, token)).body;
    const debugged = await connectDebugger(stderr);
    onTestFinished(() => debugged.close());

    await debugged.main.breakAt(USER_STATS, lineOf(USER_STATS, 'authorize(ctx);'));
    const stats = ask('{ userStats { total } }');
    const inResolver = await debugged.main.stopped();
    expect(await inResolver.valueOf('ctx.info.fieldName')).toBe('userStats');
    await inResolver.resume();
    expect(await stats).toMatchObject({ data: { userStats: { total: 0 } } });

    const exportUser = `{ exportUser(id: "${ID}") }`;
    await ask(exportUser);
    const thread = await debugged.thread(/export-?user/i);
    await thread.breakAt(EXPORT_USER, lineOf(EXPORT_USER, '= event.arguments;'));
    const exported = ask(exportUser);
    const inFunction = await thread.stopped();
    expect(await inFunction.valueOf('arguments[1].arguments.id')).toBe(ID);
    await inFunction.resume();
    expect(await exported).toMatchObject({ errors: [{ errorType: 'NotFound' }] });
  },
  PATIENCE.journey,
);
