import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LocalError } from './shared/errors.ts';
import type { Log } from './shared/log.ts';
import type { Project } from './project.ts';
import { runCommand } from './run-command.ts';
import { whenChanged } from './when-changed.ts';

/**
 * Runs the app of cdk.json into `<data>/cdk.out`, as the CDK CLI would, unless nothing changed since.
 * @returns the folder of the assembly, and whether it was made anew
 * @throws LocalError ERR_SYNTH
 */
export async function synthesize(
  project: Project,
  dataFolder: string,
  log: Log,
  signal?: AbortSignal,
): Promise<{ readonly folder: string; readonly made: boolean }> {
  const folder = join(dataFolder, 'cdk.out');
  const isMade = (): boolean => existsSync(join(folder, 'manifest.json'));
  const watch = {
    folder: project.folder,
    inputs: project.settings.inputs ?? [],
    extra: JSON.stringify([project.app, project.context, process.version]),
    marker: join(dataFolder, 'cdk.out.inputs.json'),
    isMade,
  };
  const made = await whenChanged(watch, async () => {
    // Beside the old one first: a failed synthesis leaves that as it was.
    const next = `${folder}.next`;
    rmSync(next, { recursive: true, force: true });
    await runCommand({
      name: 'synthesis',
      command: project.app,
      folder: project.folder,
      environment: synthesisEnvironment(project, next),
      log,
      signal,
    }).catch((error: unknown) => {
      rmSync(next, { recursive: true, force: true });
      throw error;
    });
    if (!existsSync(join(next, 'manifest.json'))) throw nothingWritten(project, next);
    rmSync(folder, { recursive: true, force: true });
    renameSync(next, folder);
  });
  return { folder, made };
}

/** What the CLI hands an app: context, where to write; and no template validation (13 of 20 s). */
function synthesisEnvironment(project: Project, outdir: string): Record<string, string> {
  const context = {
    ...project.context,
    'aws:cdk:enable-path-metadata': true,
    'aws:cdk:enable-asset-metadata': true,
  };
  return {
    CDK_OUTDIR: outdir,
    CDK_VALIDATION: 'false',
    CDK_CONTEXT_JSON: JSON.stringify(context),
  };
}

function nothingWritten(project: Project, folder: string): LocalError {
  return new LocalError(
    'ERR_SYNTH',
    `"${project.app}" ended well but wrote no assembly to ${folder}: does it call app.synth()?`,
  );
}
