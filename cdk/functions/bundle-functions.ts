import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { bundleAll, ROOT, type Bundle } from '../bundle.ts';
import { Refusal } from '../refusal.ts';

/**
 * ESM with the AWS SDK in it: starts faster than with Lambda's copy, and the version is the tested one.
 * @param names all folders of functions/ that are deployed
 * @throws Error when there is a folder more
 */
export function bundleFunctions(names: readonly string[]): ReadonlyMap<string, Bundle> {
  checkFolders(names);
  const entries = new Map<string, string>(
    names.map((name) => [name, join(ROOT, 'functions', name, 'index.ts')]),
  );
  const bundles = bundleAll(entries, 'index', OPTIONS);
  const later = bundleAll(new Map([[LATER, inLib(LATER)]]), LATER, OPTIONS).get(LATER) ?? new Map();
  return new Map([...bundles].map(([name, bundle]) => [name, withLater(bundle, later)] as const));
}

const inLib = (name: string) => join(ROOT, 'functions', 'lib', `${name}.ts`);

/** What functions load when they first need it, as a file beside their code. */
const LATER = 'phone-numbers';

const withLater = (bundle: Bundle, later: Bundle): Bundle =>
  bundle.get('index.mjs')?.includes(`./${LATER}.mjs`) === true
    ? new Map([...bundle, ...later])
    : bundle;

const OPTIONS: BuildOptions = {
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  conditions: ['module'],
  minify: true,
  alias: {
    '@aws-sdk/credential-provider-node': inLib('credential-provider'),
    '@aws-sdk/middleware-endpoint-discovery': inLib('no-endpoint-discovery'),
    [`#${LATER}`]: inLib(`later-${LATER}`),
    // Lengths only, for 70 KB less: AWSPhone has refused the rest, and nothing else gives functions a number.
    'libphonenumber-js/max': 'libphonenumber-js/min',
  },
  // Imported in the moment when an operation streams; no call of DynamoDB does.
  external: ['@smithy/core/event-streams'],
  sourcemap: true,
  sourcesContent: false,
  // Dependencies that are CommonJS still call require for Node's own modules.
  banner: {
    js: "import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);",
  },
};

function checkFolders(names: readonly string[]): void {
  const stray = functionFolders().find((name) => !names.includes(name));
  if (stray === undefined) return;
  throw new Refusal(
    `functions/${stray}: no such function in cdk/functions/; add it in the file of what calls it`,
  );
}

/** The folders of functions/ that are functions. */
export function functionFolders(): readonly string[] {
  return readdirSync(join(ROOT, 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'lib')
    .map(({ name }) => name);
}
