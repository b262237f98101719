import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FOLDERS, ROOT } from '../folders.ts';

const run = promisify(execFile);

/** Seconds that the CDK's own command line needs. */
export async function synthesizeAlone(): Promise<number> {
  const begun = performance.now();
  const command = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const output = join(FOLDERS.firstStart, 'cdk.out');
  await run(process.execPath, [command, 'synth', '--quiet', '--output', output], { cwd: ROOT });
  return (performance.now() - begun) / 1_000;
}
