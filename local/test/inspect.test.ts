import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { LocalOutputs } from '../index.ts';
import { connectDebugger } from '../testing/debugger.ts';
import { eventually } from '../testing/eventually.ts';
import { PATIENCE } from '../testing/patience.ts';
import { watchedProject } from './watching/watched-project.ts';

test(
  '--inspect: stops in the TypeScript of a resolver and of a function, and shows ctx and event',
  async () => {
    const project = watchedProject();
    project.save('resolvers/Query.bundled.ts', 'request() {', 'request(ctx: unknown) {');
    project.save(
      'functions/compute.ts',
      /.*\n/,
      'export async function handler(event: object): Promise<string> {\n  return Object.keys(event).join();\n}\n',
    );
    const cli = join(import.meta.dirname, '../cli.mjs');
    const flags = ['--port', '0', '--json', '--inspect-port', '0', '--no-watch'];
    const child = spawn(process.execPath, [cli, ...flags], { cwd: project.folder });
    onTestFinished(() => void child.kill('SIGKILL'));
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const outputs = await eventually(() => JSON.parse(stdout) as LocalOutputs);
    const ask = (query: string): Promise<unknown> =>
      fetch(outputs.graphqlUrl, {
        method: 'POST',
        headers: { 'x-api-key': outputs.apiKey },
        body: JSON.stringify({ query }),
      }).then((answer) => answer.json());

    const debugged = await connectDebugger(stderr);
    onTestFinished(() => debugged.close());
    await debugged.main.breakAt(join(project.folder, 'resolvers/Query.bundled.ts'), 3);
    const answer = ask('{ bundled }');
    const inResolver = await debugged.main.stopped();
    expect(await inResolver.valueOf('ctx.info.fieldName')).toBe('bundled');
    await inResolver.resume();
    expect(await answer).toEqual({ data: { bundled: 'bundled 1 shared' } });

    await ask('{ compute }');
    const thread = await debugged.thread(/./);
    await thread.breakAt(join(project.folder, 'functions/compute.ts'), 2);
    const computed = ask('{ compute }');
    const inFunction = await thread.stopped();
    expect(await inFunction.valueOf('arguments[0].info.fieldName')).toBe('compute');
    await inFunction.resume();
    expect(await computed).toMatchObject({
      data: { compute: expect.stringContaining('arguments') },
    });
  },
  PATIENCE.journey,
);
