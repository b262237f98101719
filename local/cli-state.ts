import { resolve } from 'node:path';
import type { CliCommand } from './cli-command.ts';
import { ENDING_SIGNALS, EXIT_OF_SIGNAL, Interrupted } from './interrupted.ts';
import { type LocalOptions, withDefaults } from './options.ts';
import { createConsoleLog } from './shared/console-log.ts';
import { startLocal } from './start.ts';
import { type Executed, execute } from './state/exec.ts';
import type { Snapshots } from './state/index.ts';
import { exportRunning, exportState, importState } from './state/transfer.ts';

export { requireReplaceable } from './state/transfer.ts';

type Transferring = Extract<CliCommand, { folder: string }>;

/**
 * Exports or imports all state of a data folder, be it of an engine that runs or not.
 * @returns the line to show
 */
export async function transfer(
  { kind, folder }: Transferring,
  options: LocalOptions,
): Promise<string> {
  const { dataFolder } = withDefaults(options);
  const target = resolve(folder);
  const move = kind === 'export' ? exportState : importState;
  const { isRunning } = await move(target, dataFolder);
  const whose = isRunning ? `the engine that runs on ${dataFolder}` : dataFolder;
  return kind === 'export'
    ? `Exported the state of ${whose} to ${target}. It holds keys and passwords.\n`
    : `Imported ${target}: it is the state of ${whose} now.\n`;
}

/** Exports, when it is called, the state of this process's engine to a folder that may hold an export. */
export function exporter(
  folder: string,
  options: LocalOptions,
): (snapshots: Snapshots) => Promise<void> {
  const { dataFolder } = withDefaults(options);
  return (snapshots) => exportRunning(resolve(folder), dataFolder, snapshots);
}

/**
 * Starts the engine on a free port, runs a command that finds it by its environment, and stops.
 * @returns the command's exit code
 */
export async function exec(command: readonly string[], options: LocalOptions): Promise<number> {
  const start = new AbortController();
  let executed: Executed | null = null;
  for (const signal of ENDING_SIGNALS) {
    process.on(signal, () => {
      if (executed) executed.kill(signal);
      else start.abort(new Interrupted(EXIT_OF_SIGNAL[signal]));
    });
  }
  const write = (text: string): void => void process.stderr.write(text);
  const local = await startLocal({
    ...options,
    port: options.port ?? 0,
    temporary: options.dataFolder === undefined,
    signal: start.signal,
    // What is shown is the command's.
    log: createConsoleLog({ write, colours: false, quiet: true }),
  });
  try {
    const { projectFolder } = withDefaults(options);
    executed = execute({ command, url: local.url, outputs: local.outputs, projectFolder });
    return await executed.ended;
  } finally {
    await local.stop();
  }
}
