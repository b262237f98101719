import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Bundle } from '../../cdk/bundle.ts';
import { deploymentOf } from '../../cdk/deployment.ts';
import { bundleAllCode, type Bundles } from '../../cdk/bundles.ts';
import type { Stage } from '../../cdk/stage.ts';
import { stageOf } from '../../cdk/stages.ts';
import {
  createUserManager,
  type UserManager,
  type UserManagerProps,
} from '../../cdk/user-manager.ts';
import { readSettings } from '../../cdk/settings.ts';
import { onceInRun } from './once-in-run.ts';

export interface Synthesized extends Disposable, UserManager {
  /** cdk.out. */
  readonly folder: string;
}

/** What `--context` tells of a stage that does not go to the account of the shell. */
export const NAMED = {
  account: '111122223333',
  region: 'eu-central-1',
  mailFrom: 'directory@users.anycompany.com',
  alarmMail: 'on-call@anycompany.com',
  consoleDomain: 'people.anycompany.com',
  consoleCertificate: 'arn:aws:acm:us-east-1:111122223333:certificate/1234',
} as const;

let bundles: Bundles | undefined;

/** Bundling takes longer than all else of a synthesis, and gives the same each time. */
const bundlesOnce = () => (bundles ??= bundlesOfRun());

function bundlesOfRun(): Bundles {
  const made = onceInRun('bundles', [], () => {
    const { functions, resolvers } = bundleAllCode();
    return { functions: listed(functions), resolvers: listed(resolvers) };
  });
  return { functions: mapped(made.functions), resolvers: mapped(made.resolvers) };
}

type Listed = readonly (readonly [name: string, files: readonly (readonly [string, string])[]])[];

const listed = (code: ReadonlyMap<string, Bundle>): Listed =>
  [...code].map(([name, files]) => [name, [...files]]);

const mapped = (code: Listed): ReadonlyMap<string, Bundle> =>
  new Map(code.map(([name, files]) => [name, new Map(files)]));

/** What is left out of an assembly, as nobody reads it: the tree of constructs, and where each was made. */
const LEAN = {
  'aws:cdk:disable-creation-stack-trace': true,
  'aws:cdk:disable-stack-trace': true,
};

/** Leaves out code and other files, too: for who reads the templates alone. */
const WITHOUT_FILES = { 'aws:cdk:disable-asset-staging': true };

/** Synthesizes one stage in this process, as cdk/app.ts does; `change` sees the app before. */
export const synthesize = (
  named: string | Stage,
  change: (app: App) => void = () => {},
  props: Partial<UserManagerProps> = {},
): Synthesized => make(named, props, {}, change);

/** The same without the files that templates name. */
export const synthesizeTemplates = (
  named: string | Stage,
  props: Partial<UserManagerProps> = {},
): Synthesized => make(named, props, WITHOUT_FILES);

function make(
  named: string | Stage,
  props: Partial<UserManagerProps>,
  settings: Readonly<Record<string, unknown>>,
  change: (app: App) => void = () => {},
): Synthesized {
  const stage = typeof named === 'string' ? stageOf(named) : named;
  const folder = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  // The validation of the template takes longer than everything else; .ci/run does it once.
  process.env['CDK_VALIDATION'] = 'false';
  const { context } = readSettings();
  const app = new App({
    outdir: folder,
    context: { ...context, ...LEAN, ...settings },
    treeMetadata: false,
  });
  const told: Readonly<Record<string, unknown>> = {
    ...context,
    ...(stage.needs.length > 0 ? NAMED : {}),
  };
  const stacks = createUserManager(app, {
    stage,
    ...deploymentOf((name) => told[name], stage),
    bundles: bundlesOnce(),
    ...props,
  });
  change(app);
  app.synth();
  return {
    ...stacks,
    folder,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

let dev: Assembly | undefined;

/** An assembly that others made. */
type Assembly = Pick<Synthesized, 'folder'>;

/** The assembly of `dev`, for whoever only reads it. It goes with the temporary folder of the run. */
export const devAssembly = (): Assembly =>
  (dev ??= onceInRun('assembly of dev', [], () => ({ folder: synthesize('dev').folder })));
