import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, freemem } from 'node:os';
import { dirname, join } from 'node:path';
import { isAssembly } from '../assembly/index.ts';
import { isInUse } from '../data-folder.ts';
import type { Settings } from '../options.ts';
import { readProject } from '../project.ts';
import { findEngineBinary, requireEngine } from '../services/dynamodb/index.ts';
import { isFreePort, nextFreePort } from '../shared/free-port.ts';
import { missing, note, ok } from './finding.ts';
import type { Finding } from './finding.ts';

type Check = (settings: Settings) => Finding | Promise<Finding>;

/** Of package.json, so that it stands once. */
const OLDEST_NODE = Number(
  /\d+/.exec(
    (createRequire(import.meta.url)('../package.json') as { engines: { node: string } }).engines
      .node,
  )?.[0],
);

/** Those that the tests run on. */
const TRIED = ['linux-x64'];

const MB = 1024 * 1024;
/** A start with its seed, and its synthesis beside it. */
const MEMORY_WANTED = 600 * MB;
const DISK_WANTED = 300 * MB;

/** What a start needs, in the order in which it would miss it. */
export const CHECKS = {
  'Node.js': () => {
    const [major = 0] = process.versions.node.split('.').map(Number);
    if (major >= OLDEST_NODE) return ok(process.versions.node);
    return missing(`${process.versions.node}: install ${OLDEST_NODE} or later, https://nodejs.org`);
  },
  machine: () => {
    const own = `${process.platform}-${process.arch}`;
    const cores = `${own}, ${availableParallelism()} cores`;
    return TRIED.includes(own) ? ok(cores) : note(`${cores}: not among those it was tried on`);
  },
  memory: () => {
    const free = `${Math.round(freemem() / MB)} MB free`;
    return freemem() >= MEMORY_WANTED
      ? ok(free)
      : note(`${free}: a first start takes up to ${MEMORY_WANTED / MB} MB`);
  },
  'DynamoDB engine': async ({ dynamodbEndpoint }) => {
    if (dynamodbEndpoint !== undefined) {
      await requireEngine(dynamodbEndpoint);
      return ok(`answers at ${new URL(dynamodbEndpoint).host}`);
    }
    const binary = findEngineBinary();
    return ok(execFileSync(binary, ['--version'], { encoding: 'utf8', timeout: 5_000 }).trim());
  },
  'CDK app': ({ assemblyFolder, projectFolder }) => {
    if (assemblyFolder === null) return ok(readProject(projectFolder).app);
    return isAssembly(assemblyFolder)
      ? ok(`assembly ${assemblyFolder}`)
      : missing(
          `${join(assemblyFolder, 'manifest.json')} is not there: synthesize first, npx cdk synth`,
        );
  },
  'aws-cdk-lib': ({ assemblyFolder, projectFolder }) => {
    if (assemblyFolder !== null) return ok('not needed for an assembly');
    const version = versionOf('aws-cdk-lib', projectFolder);
    if (version !== null) return ok(version);
    return isOfNode(projectFolder)
      ? missing('not installed: npm install')
      : note('not installed here: only an app in JavaScript or TypeScript needs it here');
  },
  'data folder': ({ dataFolder }) => {
    const there = nearestFolder(dataFolder);
    try {
      accessSync(there, constants.W_OK);
    } catch {
      return missing(`${there} cannot be written: mend that, or name another with --data`);
    }
    if (isInUse(dataFolder)) return note(`${dataFolder}: an engine runs on it now`);
    return ok(existsSync(dataFolder) ? dataFolder : `${dataFolder} will be made`);
  },
  disk: ({ dataFolder }) => {
    const { bavail, bsize } = statfsSync(nearestFolder(dataFolder));
    const free = `${Math.round((bavail * bsize) / MB)} MB free`;
    return bavail * bsize >= DISK_WANTED
      ? ok(free)
      : missing(`${free}: ${DISK_WANTED / MB} MB are wanted`);
  },
  port: async ({ host, port }) => {
    if (port === 0 || (await isFreePort(host, port))) return ok(`${port} of ${host} is free`);
    const free = await nextFreePort(host, port);
    return missing(`${port} of ${host} is in use: stop what has it, or start with --port ${free}`);
  },
  Chromium: () => {
    const browser = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    return existsSync(browser)
      ? ok(browser)
      : note('not there, only tests need it: install it, or set CHROMIUM to a browser');
  },
} as const satisfies Readonly<Record<string, Check>>;

/** Whether the app is run by Node.js: cdk.json may name any other program, and be missing. */
function isOfNode(projectFolder: string): boolean {
  try {
    return /\b(?:node|npm|npx|pnpm|yarn|tsx|ts-node|bun|deno)\b/u.test(
      readProject(projectFolder).app,
    );
  } catch {
    return true; // Said by another check.
  }
}

function versionOf(name: string, folder: string): string | null {
  try {
    const manifest = createRequire(join(folder, 'package.json')).resolve(`${name}/package.json`);
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
  } catch {
    return null;
  }
}

/** The folder itself, or the nearest above that is there. */
const nearestFolder = (folder: string): string =>
  existsSync(folder) ? folder : nearestFolder(dirname(folder));
