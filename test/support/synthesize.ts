import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { stageOf, type Stage } from '../../cdk/stages.ts';
import { UserManagerStack } from '../../cdk/user-manager-stack.ts';
import { readSettings, senderOf } from '../../cdk/settings.ts';

export interface Synthesized extends Disposable {
  readonly stack: UserManagerStack;
  /** cdk.out. */
  readonly folder: string;
}

/** Synthesizes one stage in this process, as cdk/app.ts does; `change` sees the stack before. */
export function synthesize(
  named: string | Stage,
  change: (stack: UserManagerStack) => void = () => {},
): Synthesized {
  const stage = typeof named === 'string' ? stageOf(named) : named;
  const folder = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  // The validation of the template takes longer than everything else; .ci/run does it once.
  process.env['CDK_VALIDATION'] = 'false';
  const { context } = readSettings();
  const app = new App({ outdir: folder, context });
  const mailFrom = senderOf(context['mailFrom']);
  const stack = new UserManagerStack(app, `UserManager-${stage.name}`, { stage, mailFrom });
  change(stack);
  app.synth();
  return {
    stack,
    folder,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
