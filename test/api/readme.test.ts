import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { UpdateMeDocument } from '../../generated/client-operations.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { runningSystem } from '../support/running-system.ts';

const system = runningSystem();
const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** The code block that holds `text`. */
function block(language: string, text: string): string {
  const blocks = readme.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'));
  const found = [...blocks].map(([, code = '']) => code).find((code) => code.includes(text));
  if (found === undefined) throw new Error(`README.md has no ${language} block with ${text}`);
  return found;
}

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'));
  mkdirSync(join(folder, '.local'));
  writeFileSync(join(folder, '.local/outputs.json'), JSON.stringify(system.outputs));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('README', () => {
  test('Call it: the shell commands list users', async () => {
    const script = block('sh', 'TOKEN=').replaceAll('localhost:4000', new URL(system.url).host);
    const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder });
    let output = '';
    shell.stdout.on('data', (text: Buffer) => (output += text.toString()));
    const [status] = (await once(shell, 'close')) as [number];
    expect(status).toBe(0);
    const { data } = JSON.parse(output) as { data: { listUsers: { items: object[] } } };
    expect(data.listUsers.items).toHaveLength(3);
  });

  test('Call it: the TypeScript signs in, lists and hears of changes', async () => {
    const { graphqlUrl, realtimeUrl, cognitoEndpoint, region, userPoolId, clientId } =
      system.outputs;
    const settings = { graphqlUrl, realtimeUrl, cognitoEndpoint, region, userPoolId, clientId };
    const code = block('ts', 'createClient');
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const file = join(folder, 'readme.ts');
    const names = Object.keys(settings).join(', ');
    writeFileSync(file, `const { ${names} } = ${JSON.stringify(settings)};\n${code}`);

    const program = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void program.kill());
    // It hears of everybody, thus of what other tests change meanwhile.
    const lines: string[] = [];
    createInterface(program.stdout).on('line', (line) => lines.push(line));
    const member = await system.member();
    let changes = 0;
    // The program says nothing when its subscription stands, so changes are made until it heard one.
    await eventually(async () => {
      const input = { lastName: `Reader ${(changes += 1)}` };
      await member.data(UpdateMeDocument, { input });
      expect(lines).toContain('UPDATED member@example.com');
    });
  });

  test('scripts: every npm command of README.md and CONTRIBUTING.md is one of package.json', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const text = readme + readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
