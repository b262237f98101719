import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** How a command ended, with all that it printed. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Where and how long a command runs. */
export interface CommandOptions {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
}

/** A machine that is busy gets more time, as in tests. */
const PATIENCE = Number(process.env['TEST_PATIENCE'] ?? '1');

/** Of what a command prints, in characters: the end tells why it failed. */
const LONGEST_OUTPUT = 200_000;

/**
 * Runs a command of somebody else's app: in a network of its own, which has nothing but loopback, with an
 * environment and a home that have no secrets.
 */
export async function runOffline(command: string, options: CommandOptions): Promise<Ended> {
  const home = mkdtempSync(join(tmpdir(), 'corpus-home-'));
  try {
    const environment = { ...bareEnvironment(home), ...options.environment };
    // `exec` after `ip`: loopback of a new network is down.
    return await run(
      'unshare',
      ['--map-root-user', '--net', 'sh', '-c', `ip link set lo up && ${command}`],
      { ...options, environment },
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Runs a program that fetches, and runs nothing of what it fetched: git, npm without scripts, pip. */
export async function runOnline(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<Ended> {
  const environment = { ...process.env, ...options.environment } as Record<string, string>;
  return await run(command, args, { ...options, environment });
}

/** What every program needs; AWS's are made up, so that nobody looks for others. */
function bareEnvironment(home: string): Record<string, string> {
  return {
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: home,
    LANG: 'C.UTF-8',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DEFAULT_ACCOUNT: '123456789012',
    CDK_DEFAULT_REGION: 'us-east-1',
    CDK_DISABLE_VERSION_CHECK: '1',
    npm_config_offline: 'true',
  };
}

async function run(
  command: string,
  args: readonly string[],
  { folder, environment, timeout }: CommandOptions,
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it started ends with it.
    detached: true,
  });
  let output = '';
  const hear = (data: Buffer): void => {
    output = (output + data.toString()).slice(-LONGEST_OUTPUT);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const timer = setTimeout(() => {
    output += `\nIt took more than ${timeout / 1_000} s.`;
    end(child.pid);
  }, timeout * PATIENCE);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => {
    clearTimeout(timer);
    end(child.pid);
  });
  return { code, output };
}

/** Ends a group; it may be gone. */
function end(group: number | undefined): void {
  try {
    if (group !== undefined) process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
