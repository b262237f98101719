import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalError } from './shared/errors.ts';
import type { Log } from './shared/log.ts';
import type { Project } from './project.ts';
import { CommandError, runCommand } from './run-command.ts';
import { problemLines, type Problem } from './watching/problem.ts';
import { outputFileOf, synthesisProblems } from './watching/synthesis-failure.ts';
import { readRecord, recordInto, type SynthesisRecord } from './watching/synthesis-record.ts';
import { whenChanged } from './when-changed.ts';

/** An assembly that is there. */
export interface Synthesis {
  readonly folder: string;
  /** Whether it was made anew. */
  readonly made: boolean;
  /** What it was made of; null when that is not known. */
  readonly record: SynthesisRecord | null;
}

/** How to synthesize beside other work. */
export interface SynthesisOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default false */
  readonly inBackground?: boolean;
  /** Keeps the assembly before it, for `restoreAssembly`. @default false */
  readonly keepsLast?: boolean;
}

/** Beside the assembly's own files. */
const RECORD = 'synthesis-record';
const LAST = 'cdk.out.last';
const MARKER = 'cdk.out.inputs.json';

/**
 * Runs the app of cdk.json into `<data>/cdk.out`, as the CDK CLI would, unless nothing changed since.
 * @throws LocalError ERR_SYNTH, in at most five lines
 */
export async function synthesize(
  project: Project,
  dataFolder: string,
  log: Log,
  options: SynthesisOptions = {},
): Promise<Synthesis> {
  const folder = join(dataFolder, 'cdk.out');
  const isMade = (): boolean => existsSync(join(folder, 'manifest.json'));
  const watch = {
    folder: project.folder,
    inputs: project.settings.inputs ?? [],
    extra: JSON.stringify([project.app, project.context, process.version, RECORD]),
    marker: join(dataFolder, MARKER),
    isMade,
  };
  const made = await whenChanged(watch, async () => {
    // Beside the old one first: a failed synthesis leaves that as it was.
    const next = `${folder}.next`;
    const last = join(dataFolder, LAST);
    for (const path of [next, last]) rmSync(path, { recursive: true, force: true });
    await runApp(project, { dataFolder, next, log, ...options }).catch((error: unknown) => {
      rmSync(next, { recursive: true, force: true });
      throw error;
    });
    if (!existsSync(join(next, 'manifest.json'))) throw nothingWritten(project, next);
    renameSync(recordOf(dataFolder), join(next, RECORD));
    if (options.keepsLast && existsSync(folder)) renameSync(folder, last);
    else rmSync(folder, { recursive: true, force: true });
    renameSync(next, folder);
  });
  return { folder, made, record: readRecord(join(folder, RECORD)) };
}

/** Takes back the last synthesis, which kept the assembly before it. */
export function restoreAssembly(dataFolder: string): void {
  const folder = join(dataFolder, 'cdk.out');
  // What is there is not made of the files as they are.
  rmSync(join(dataFolder, MARKER), { force: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(join(dataFolder, LAST), folder);
}

/** Forgets the assembly before the last one. */
export function forgetLastAssembly(dataFolder: string): void {
  rmSync(join(dataFolder, LAST), { recursive: true, force: true });
}

const recordOf = (dataFolder: string): string => join(dataFolder, 'cdk.out.record');

interface AppRun extends SynthesisOptions {
  readonly dataFolder: string;
  readonly next: string;
  readonly log: Log;
}

async function runApp(
  project: Project,
  { dataFolder, next, log, signal, inBackground }: AppRun,
): Promise<void> {
  const record = recordOf(dataFolder);
  const environment = { ...synthesisEnvironment(project, next), ...recordInto(record) };
  const name = 'synthesis';
  let output = '';
  try {
    await runCommand({
      name,
      command: project.app,
      folder: project.folder,
      environment,
      log,
      signal,
      inBackground: inBackground ?? false,
      onOutput: (text) => (output += text),
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    writeFileSync(outputFileOf(dataFolder), output);
    throw new SynthesisError(project, error, {
      dataFolder,
      problems: synthesisProblems({
        projectFolder: project.folder,
        output,
        record: readRecord(record),
      }),
    });
  }
  for (const line of output.split('\n')) if (line.trim()) log.info(name, line.trimEnd());
}

/** ERR_SYNTH of an app that failed: what is wrong, in three lines of five. */
export class SynthesisError extends LocalError {
  readonly problems: readonly Problem[];

  constructor(
    { app, folder }: Project,
    { ended }: CommandError,
    {
      problems,
      dataFolder,
    }: { readonly problems: readonly Problem[]; readonly dataFolder: string },
  ) {
    const lines = [
      `synthesis failed (${app}: ${ended}).`,
      ...problemLines(problems, folder, 3),
      `All that it printed: ${outputFileOf(dataFolder)}`,
    ];
    super('ERR_SYNTH', lines.join('\n'));
    this.problems = problems;
  }
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
