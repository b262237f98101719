import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { deploymentOf } from '../../cdk/deployment.ts';
import { bundleAllFunctions, type FunctionBundles } from '../../cdk/functions/functions.ts';
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

let bundles: FunctionBundles | undefined;

/** Bundling takes longer than all else of a synthesis, and gives the same each time. */
const bundlesOnce = () => (bundles ??= bundlesOfRun());

function bundlesOfRun(): FunctionBundles {
  const made = onceInRun('bundles', [], () =>
    [...bundleAllFunctions()].map(([name, bundle]) => [name, [...bundle]] as const),
  );
  return new Map(made.map(([name, files]) => [name, new Map(files)]));
}

/** Synthesizes one stage in this process, as cdk/app.ts does; `change` sees the app before. */
export function synthesize(
  named: string | Stage,
  change: (app: App) => void = () => {},
  props: Partial<UserManagerProps> = {},
): Synthesized {
  const stage = typeof named === 'string' ? stageOf(named) : named;
  const folder = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  // The validation of the template takes longer than everything else; .ci/run does it once.
  process.env['CDK_VALIDATION'] = 'false';
  const { context } = readSettings();
  const app = new App({ outdir: folder, context });
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

let dev: Synthesized | undefined;

/** The assembly of `dev`, for whoever only reads it. It goes with the temporary folder of the run. */
export const devAssembly = (): Synthesized => (dev ??= synthesize('dev'));
