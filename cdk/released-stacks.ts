/**
 * Holds what keeps people's data to the last release, cdk/released.json: a stack that is deployed must become
 * this one without losing anything, in one deployment. `npm run check:stacks` ends with 1 when it cannot;
 * with --accept, as a release is made, it takes what is here for the released one. A file that is named is
 * taken for the released one instead.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { App } from 'aws-cdk-lib';
import { DirectoryStack } from './directory-stack.ts';
import { stageOf } from './stages.ts';
import { releaseOf, upgradeProblems, type Release, type Resources } from './upgrade.ts';

const RELEASED = join(import.meta.dirname, 'released.json');

const ADVICE = `
Stacks that are deployed hold people's data by these names. docs/operations.md#an-upgrade tells of such a
release. When a release takes the step all the same, write its steps there, and accept it:
npm run check:stacks -- --accept`;

/** Of prod; what holds data is called the same in every stage. */
function present(): Release {
  const outdir = mkdtempSync(join(tmpdir(), 'released-'));
  // Looked at is what it is made of, not whether AWS would take it.
  process.env['CDK_VALIDATION'] = 'false';
  try {
    const app = new App({ outdir });
    const { stackName } = new DirectoryStack(app, 'UserManager-prod', {
      stage: stageOf('prod'),
      sender: { from: 'directory@people.dev', identity: 'people.dev' },
      alarmMail: null,
      relyingParty: 'people.dev',
      // Code is of no matter.
      bundles: new Map(),
      apiStackName: 'UserManager-prod-Api',
    });
    return releaseOf(app.synth().getStackByName(stackName).template as Resources);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/**
 * Does what the command line says.
 * @param tell gets what is wrong
 * @returns the exit code
 */
export function checkStacks(args: readonly string[], tell: (text: string) => void): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { accept: { type: 'boolean' } },
    allowPositionals: true,
  });
  const now = present();
  if (values.accept) writeFileSync(RELEASED, `${JSON.stringify(now, null, 2)}\n`);
  const released = JSON.parse(readFileSync(positionals[0] ?? RELEASED, 'utf8')) as Release;
  const problems = upgradeProblems(released, now);
  if (problems.length > 0) tell([...problems, ADVICE].join('\n'));
  return problems.length > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = checkStacks(process.argv.slice(2), console.error);
