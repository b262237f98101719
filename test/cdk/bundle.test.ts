import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { createRuntime } from 'appsync-on-a-laptop/evaluate';
import { silentLog } from 'appsync-on-a-laptop/log';
import { createFakeClock } from 'appsync-on-a-laptop/testing/fake-clock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleAllCode } from '../../cdk/bundles.ts';
import { synthesize, type Synthesized } from '../support/synthesize.ts';
import { FUNCTIONS } from '../support/template.ts';

let first: Synthesized;
let second: Synthesized;

beforeAll(() => {
  first = synthesize('dev');
  second = synthesize('dev', undefined, { bundles: bundleAllCode() });
});

afterAll(() => {
  first[Symbol.dispose]();
  second[Symbol.dispose]();
});

const assets = ({ folder }: Synthesized) =>
  readdirSync(folder)
    .filter((name) => name.startsWith('asset.'))
    .toSorted();

/** The map at the end of a resolver's code. */
function sourceMap(code: string) {
  const [, encoded = ''] = code.trimEnd().split('sourceMappingURL=data:application/json;base64,');
  return JSON.parse(Buffer.from(encoded, 'base64').toString()) as {
    sources: string[];
    sourcesContent?: string[];
  };
}

describe('the assembly', () => {
  it('is the same each time: nothing of the machine or the time is in it', () => {
    expect(assets(first)).toEqual(assets(second));
    const template = ({ folder }: Synthesized) =>
      readFileSync(join(folder, 'UserManager-dev.template.json'), 'utf8');
    expect(template(first)).toBe(template(second));
  });

  it('holds resolvers as AppSync takes them', () => {
    const resolvers = assets(first).filter((name) => name.endsWith('.js'));
    expect(resolvers.length).toBeGreaterThan(15);
    for (const name of resolvers) {
      const code = readFileSync(join(first.folder, name), 'utf8');
      expect(code.length).toBeLessThanOrEqual(32_000);
      const imports = [...code.matchAll(/^import .* from "(.*)";$/gm)].map(([, from]) => from);
      expect(imports.filter((from) => !from?.startsWith('@aws-appsync/utils'))).toEqual([]);
      expect(code).toMatch(/export \{\n {2}request,\n {2}response\n\};\n\/\/# sourceMappingURL=/);
      const map = sourceMap(code);
      expect(map.sourcesContent).toBeUndefined();
      const folders = map.sources.map((source) => /^\.\.\/\.\.\/(\w+)\//.exec(source)?.[1]);
      const known = ['generated', 'model', 'resolvers'];
      expect(new Set([...known, ...folders])).toEqual(new Set(known));
    }
  });

  // https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
  it('holds resolvers that use nothing which AppSync does not list', () => {
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (_: string, text: string) => void warnings.push(text) };
    const runtime = createRuntime({ clock: createFakeClock(), log });
    for (const file of assets(first).filter((name) => name.endsWith('.js'))) {
      runtime.load({ source: readFileSync(join(first.folder, file), 'utf8'), file });
    }
    expect(warnings).toEqual([]);
  });

  it('holds functions as modules that bring the AWS SDK along, with maps', () => {
    const folders = assets(first).filter((name) => !name.includes('.', 'asset.'.length));
    expect(folders).toHaveLength(FUNCTIONS.length);
    const imports = folders.flatMap((name) => {
      const files = readdirSync(join(first.folder, name)).toSorted();
      const code = readFileSync(join(first.folder, name, 'index.mjs'), 'utf8');
      const later = code.includes('./phone-numbers.mjs')
        ? ['phone-numbers.mjs', 'phone-numbers.mjs.map']
        : [];
      expect(files).toEqual(['index.mjs', 'index.mjs.map', ...later]);
      // What a start loads: docs/decisions/0022.
      expect(code.length).toBeLessThan(270_000);
      for (const file of later.slice(0, 1)) {
        expect(statSync(join(first.folder, name, file)).size).toBeLessThan(125_000);
      }
      return [...code.matchAll(/\bfrom\s*"([\w@/:.-]+)"/g)].map(([, from]) => from ?? '');
    });
    expect(imports.length).toBeGreaterThan(FUNCTIONS.length);
    expect(imports.filter((from) => !isBuiltin(from))).toEqual([]);
  });

  it('holds functions that load, each with a handler', () => {
    const modules = assets(first)
      .filter((name) => !name.endsWith('.js'))
      .map((name) => join(first.folder, name, 'index.mjs'));
    const script = `for (const file of ${JSON.stringify(modules)}) {
      console.log(typeof (await import(file)).handler);
    }`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
      env: {
        AWS_REGION: 'us-east-1',
        USERS_TABLE: 'Users',
        USER_POOL_ID: 'us-east-1_Pool',
        GRAPHQL_URL: 'http://127.0.0.1:4000/graphql',
        MAIL_FROM: 'users@example.com',
        REMINDER: '{}',
        PARKED_QUEUE_URLS: 'http://127.0.0.1:4000/queue',
        DEAD_LETTER_QUEUE_URLS: 'http://127.0.0.1:4000/queue',
      },
    });
    expect(output.trim().split('\n')).toEqual(Array(FUNCTIONS.length).fill('function'));
  });
});
