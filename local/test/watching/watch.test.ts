import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLocal } from '../../index.ts';
import type { Local } from '../../index.ts';
import { eventually } from '../../testing/eventually.ts';
import { PATIENCE } from '../../testing/patience.ts';
import {
  connectRealtime,
  encodeHeaderProtocol,
  startMessage,
  type RealtimeClient,
} from '../../testing/realtime-client.ts';
import type { WatchEvent } from '../../watching/watch-events.ts';
import { watchedProject, type WatchedProject } from './watched-project.ts';

let project: WatchedProject;
let local: Local;
let told: WatchEvent[];

beforeAll(async () => {
  project = watchedProject();
  told = [];
  local = await startLocal({
    projectFolder: project.folder,
    port: 0,
    watch: true,
    onWatch: (event) => told.push(event),
  });
}, PATIENCE.hook);
afterAll(() => local.stop());

async function ask(query: string): Promise<unknown> {
  const answer = await fetch(local.outputs.graphqlUrl, {
    method: 'POST',
    headers: { 'x-api-key': local.outputs.apiKey },
    body: JSON.stringify({ query }),
  });
  return answer.json();
}

/** How the next save ended. */
async function outcome(save: () => void, state: WatchEvent['state']): Promise<WatchEvent> {
  told.length = 0;
  save();
  return await eventually(() => {
    const found = told.find((event) => event.state === state);
    if (!found) throw new Error(`not ${state}: ${JSON.stringify(told)}`);
    return found;
  }, 10);
}

async function subscribe(...fields: readonly string[]): Promise<RealtimeClient> {
  const { host } = new URL(local.outputs.graphqlUrl);
  const authorization = { host, 'x-api-key': local.outputs.apiKey };
  const client = await connectRealtime(local.outputs.realtimeUrl, {
    protocols: ['graphql-ws', encodeHeaderProtocol(authorization)],
  });
  client.send({ type: 'connection_init' });
  await client.next();
  for (const field of fields) {
    const query = `subscription { ${field} { text } }`;
    client.send(startMessage(field, query, { authorization }));
    expect(await client.next()).toMatchObject({ type: 'start_ack', id: field });
  }
  return client;
}

describe('saves that need no synthesis', () => {
  test('a resolver that is bundled, and what it imports: answers anew', async () => {
    expect(await ask('{ bundled }')).toEqual({ data: { bundled: 'bundled 1 shared' } });
    const saved = await outcome(
      () => project.save('resolvers/Query.bundled.ts', 'bundled 1', 'bundled 2'),
      'live',
    );
    expect(saved).toMatchObject({ what: ['resolvers/Query.bundled.ts'], errors: [], note: null });
    expect(await ask('{ bundled }')).toEqual({ data: { bundled: 'bundled 2 shared' } });
    await outcome(() => project.save('resolvers/shared.ts', "'shared'", "'common'"), 'live');
    expect(await ask('{ bundled }')).toEqual({ data: { bundled: 'bundled 2 common' } });
  });

  test('a resolver that is copied as it stands: answers anew', async () => {
    await outcome(() => project.save('resolvers/Query.copied.js', 'copied 1', 'copied 2'), 'live');
    expect(await ask('{ copied }')).toEqual({ data: { copied: 'copied 2' } });
  });

  test('a function of NodejsFunction: answers anew, also when it ran before', async () => {
    expect(await ask('{ compute }')).toEqual({ data: { compute: 'computed 1' } });
    await outcome(() => project.save('functions/compute.ts', 'computed 1', 'computed 2'), 'live');
    expect(await ask('{ compute }')).toEqual({ data: { compute: 'computed 2' } });
  });

  test('a broken save: file, line, column; the last version goes on until it is mended', async () => {
    const broken = await outcome(
      () => project.save('resolvers/Query.bundled.ts', 'return {};', 'return {'),
      'broken',
    );
    const file = join(project.folder, 'resolvers/Query.bundled.ts');
    expect(broken.errors).toEqual([{ file, line: 5, column: 1, reason: 'Unexpected "export"' }]);
    expect(await ask('{ bundled }')).toEqual({ data: { bundled: 'bundled 2 common' } });
    await outcome(
      () => project.save('resolvers/Query.bundled.ts', 'return {', 'return {};'),
      'live',
    );
  });

  test('a resolver that AppSync would refuse: file, line, column of the TypeScript', async () => {
    const broken = await outcome(
      () => project.save('resolvers/Query.bundled.ts', 'return {};', 'for (;;) {}'),
      'broken',
    );
    const file = join(project.folder, 'resolvers/Query.bundled.ts');
    expect(broken.errors).toMatchObject([
      { file, line: 3, column: 3, reason: expect.stringContaining('no-for') },
    ]);
    expect(await ask('{ bundled }')).toEqual({ data: { bundled: 'bundled 2 common' } });
    await outcome(
      () => project.save('resolvers/Query.bundled.ts', 'for (;;) {}', 'return {};'),
      'live',
    );
  });

  test('GET /_local/watch/events: the state as it is, then each that follows', async () => {
    const answer = await fetch(`${local.url}/_local/watch/events`);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    expect(first?.value).toContain('"state":"live"');
    project.save('resolvers/Query.copied.js', 'copied 2', 'copied 3');
    let text = '';
    while (!text.includes('"state":"live"')) text += (await reader?.read())?.value ?? '';
    expect(text).toMatch(/^data: {"state":"building","what":\["resolvers\/Query.copied.js"\]/);
    await reader?.cancel();
  });
});

describe('saves that are synthesized', () => {
  test('the schema: live at once, with types; subscriptions go on or are told why not', async () => {
    const client = await subscribe('said', 'told');
    await outcome(
      () =>
        project.save(
          'schema.graphql',
          /bundled: String([^]*)\n {2}told.*\n/,
          'bundled: String\n  later: String$1\n',
        ),
      'live',
    );
    expect(await ask('{ later }')).toEqual({ data: { later: null } });
    expect(await client.next()).toMatchObject({
      id: 'told',
      type: 'error',
      payload: { errors: [{ message: expect.stringContaining('told') }] },
    });
    await ask('mutation { say(text: "heard") { text } }');
    expect(await client.next()).toMatchObject({
      id: 'said',
      type: 'data',
      payload: { data: { said: { text: 'heard' } } },
    });
    await client.close();
    await eventually(() => {
      expect(readFileSync(join(project.folder, 'types.txt'), 'utf8')).toBe('later');
    });
  });

  test('a schema that is broken: file and line; the last one goes on', async () => {
    const broken = await outcome(
      () => project.save('schema.graphql', 'later: String', 'later: Strin'),
      'broken',
    );
    const file = join(project.folder, 'schema.graphql');
    expect(broken.errors).toMatchObject([
      { file, line: 3, reason: expect.stringContaining('Unknown type "Strin"') },
    ]);
    expect(await ask('{ later }')).toEqual({ data: { later: null } });
    await outcome(() => project.save('schema.graphql', 'later: Strin', 'later: String'), 'live');
  });

  test('the app itself: synthesized in the background, and made of the same bytes', async () => {
    await outcome(() => project.save('functions/compute.ts', 'computed 2', 'computed 3'), 'live');
    const fast = globSync(join(project.folder, '.local/watch/*/*/index.*'));
    const bytesOf = (files: readonly string[]) => files.map((file) => readFileSync(file, 'utf8'));
    const before = bytesOf(fast).filter((text) => text.includes('computed 3'));
    const done = await outcome(
      () =>
        project.save('app.mjs', "'compute', { typeName: 'Query'", "'again', { typeName: 'Query'"),
      'live',
    );
    expect(done.errors).toEqual([]);
    const made = bytesOf(globSync(join(project.folder, '.local/cdk.out/asset.*/index.*')));
    expect(before.length).toBeGreaterThan(0);
    for (const text of before) expect(made).toContain(text);
    expect(await ask('{ bundled copied compute }')).toEqual({
      data: { bundled: 'bundled 2 common', copied: 'copied 3', compute: 'computed 3' },
    });
  });

  test('what services cannot take over: they begin anew, and clients are told', async () => {
    const client = await subscribe('said');
    const done = await outcome(
      () => project.save('app.mjs', "name: 'watched'", "name: 'renamed'"),
      'live',
    );
    expect(done.note).toMatch(/^services began anew/);
    expect(await client.closed).toMatchObject({ code: 1001 });
    expect(await ask('{ bundled }')).toEqual({ data: { bundled: 'bundled 2 common' } });
  });

  test('an app that throws: told where, and what ran runs on', async () => {
    const broken = await outcome(
      () => project.save('app.mjs', "const VERSION = 'cdk 1';", "throw new Error('no version');"),
      'broken',
    );
    expect(broken.errors).toEqual([
      { file: join(project.folder, 'app.mjs'), line: 10, column: 7, reason: 'Error: no version' },
    ]);
    expect(existsSync(join(project.folder, '.local/cdk.out/manifest.json'))).toBe(true);
    expect(await ask('{ bundled }')).toEqual({ data: { bundled: 'bundled 2 common' } });
  });
});
