import { resolve } from 'node:path';
import { isatty } from 'node:tty';
import { HELP, readCliOptions } from './cli-options.ts';
import type { CliOptions } from './cli-options.ts';
import { createJsonReport, createReport } from './cli-report.ts';
import type { LocalOptions } from './options.ts';
import { ENDING_SIGNALS, EXIT_OF_SIGNAL, Interrupted } from './interrupted.ts';
import { createConsoleLog, createJsonLog } from './shared/console-log.ts';
import { LocalError } from './shared/errors.ts';
import { startLocal } from './start.ts';
import type { Local } from './start.ts';
import { printTraces } from './tracing/index.ts';
import type { Tracer } from './tracing/index.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
/** Time an interrupted start has to stop what it started. */
const STOP_PATIENCE_MS = 5_000;
/** A terminal's Ctrl-C comes twice under npm, once from each: only a later one is a second wish. */
const SAME_SIGNAL_MS = 500;

const report = createReport({ colours: isatty(2) });

/** Runs the command line to the end of the start; signals end the process. `doctor` starts nothing. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const options = readCliOptions(args);
    if (options.help) process.stdout.write(HELP);
    else await runCommand(options);
  } catch (error) {
    fail(error);
  }
}

async function runCommand(options: CliOptions): Promise<void> {
  const { command } = options;
  if (command.kind === 'start') await start(options);
  else if (command.kind === 'doctor') await doctor(options);
  else {
    const { exec, transfer } = await import('./cli-state.ts');
    if (command.kind === 'exec') process.exit(await exec(command.command, options.start));
    process.stdout.write(await transfer(command, options.start));
  }
}

async function doctor({ start: options }: CliOptions): Promise<void> {
  const { examine } = await import('./doctor/examine.ts');
  const found = await examine(options);
  process.stdout.write(report.examined(found));
  if (found.some(({ state }) => state === 'missing')) process.exitCode = EXIT_FAILED;
}

async function start(options: CliOptions): Promise<void> {
  const { log, json } = options;
  const quiet = log === 'quiet';
  // With --json, stdout carries the outputs and nothing else.
  const tell = (text: string): void => void (json ? process.stderr : process.stdout).write(text);
  const stopping = onSignals(tell);
  const begun = performance.now();
  if (options.exportOnExit !== undefined) {
    (await import('./cli-state.ts')).requireReplaceable(resolve(options.exportOnExit));
  }
  // Before any code is loaded that it may stop in.
  if (options.inspectPort !== null) await openInspector(options.inspectPort);
  const said = log === 'json' ? createJsonReport() : report;
  const terminal = { write: tell, colours: isatty(1), quiet };
  const local = await startLocal({
    ...options.start,
    signal: stopping.signal,
    log: log === 'json' ? createJsonLog(tell) : createConsoleLog(terminal),
    tracing: watched(options, tell),
    onStep: (step) => {
      if (!quiet) tell(said.step(step));
    },
    onWatch: (event) => {
      if (!quiet || event.state === 'broken') tell(said.watched(event));
    },
  });
  tell(said.unsupported(local.unsupported));
  if (json) process.stdout.write(`${JSON.stringify(local.outputs, null, 2)}\n`);
  else tell(said.endpoints(local.outputs));
  if (!quiet) tell(said.ready(local.url, performance.now() - begun));
  stopping.stops(await exportingOnExit(local, options));
}

/** The engine, which exports its state before it stops when that is asked for. */
async function exportingOnExit(
  local: Local,
  { exportOnExit, start: options }: CliOptions,
): Promise<Pick<Local, 'stop'>> {
  if (exportOnExit === undefined) return local;
  const { exporter } = await import('./cli-state.ts');
  const save = exporter(exportOnExit, options);
  return {
    async stop() {
      try {
        await save(local.snapshots);
      } finally {
        await local.stop();
      }
    },
  };
}

/** A line for each thing that the engine remembers. */
function watched(
  { log: mode, logValues: showsValues, start: { tracing } }: CliOptions,
  write: (text: string) => void,
): LocalOptions['tracing'] {
  if (typeof tracing !== 'object' || mode === 'quiet') return tracing;
  const watch = (tracer: Tracer): void =>
    printTraces(tracer, { mode, write, colours: isatty(1), showsValues });
  return { ...tracing, watch };
}

/** The first signal stops in order, be it during the start or later, a second one at once. */
function onSignals(tell: (text: string) => void): {
  readonly signal: AbortSignal;
  stops(local: Pick<Local, 'stop'>): void;
} {
  let signalled: number | null = null;
  let running: Pick<Local, 'stop'> | null = null;
  const start = new AbortController();
  const stop = (): void => {
    running?.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  for (const signal of ENDING_SIGNALS) {
    const exitCode = EXIT_OF_SIGNAL[signal];
    process.on(signal, () => {
      if (signalled !== null) {
        if (performance.now() - signalled > SAME_SIGNAL_MS) process.exit(exitCode);
        return;
      }
      signalled = performance.now();
      tell('\nStopping. Once more to stop at once.\n');
      if (running) stop();
      else {
        setTimeout(() => process.exit(exitCode), STOP_PATIENCE_MS).unref();
        start.abort(new Interrupted(exitCode));
      }
    });
  }
  return {
    signal: start.signal,
    stops(local) {
      running = local;
      if (signalled !== null) stop();
    },
  };
}

/** On this machine alone: whoever connects there can run code. Node prints the address. */
async function openInspector(port: number): Promise<void> {
  const inspector = await import('node:inspector');
  // Under `node --inspect` it is open already, and opening it once more throws.
  if (inspector.url() === undefined) inspector.open(port, '127.0.0.1');
  if (inspector.url() !== undefined) return;
  throw new LocalError(
    'ERR_PORT_IN_USE',
    `Port ${port} for the debugger is in use. Stop what is there, or choose another with --inspect-port.`,
  );
}

function fail(error: unknown): never {
  if (error instanceof Interrupted) process.exit(error.exitCode);
  const isKnown = error instanceof LocalError;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    isKnown ? report.failure(error.code, error.message) : report.failure('The engine failed', text),
  );
  process.exit(isKnown && error.code === 'ERR_FLAG' ? EXIT_USAGE : EXIT_FAILED);
}
