import { dirname, resolve } from 'node:path';
import type { Clock } from './shared/clock.ts';
import { systemClock } from './shared/clock.ts';
import type { Log } from './shared/log.ts';
import { silentLog } from './shared/log.ts';
import type { TracingOptions } from './tracing/index.ts';
import type { WatchEvent } from './watching/watch-events.ts';

/** How to start the engine; everything has a default. */
export interface LocalOptions {
  /** Folder with cdk.json and package.json. @default the working directory */
  readonly projectFolder?: string;
  /** A synthesized app to run instead of the project's own: then nothing of package.json applies. */
  readonly assemblyFolder?: string;
  /** Stacks to run, with those they depend on. @default those of package.json, else all */
  readonly stacks?: readonly string[];
  /** What templates take from outside, by name; beside what package.json gives, and before it. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Data, synthesized assembly, outputs.json. @default `<project>/.local` */
  readonly dataFolder?: string;
  /** @default 127.0.0.1 */
  readonly host?: string;
  /** 0: any free port. @default 4000 */
  readonly port?: number;
  /** Host names that clients reach it by, beside localhost and addresses. @default none */
  readonly allowedHosts?: readonly string[];
  /** Lets HTTP data sources and functions call hosts of AWS; else such calls are led to the gateway. @default false */
  readonly allowAws?: boolean;
  /** Whose address `iss` of tokens is: AWS's or this engine's. @default aws */
  readonly issuer?: 'aws' | 'local';
  /** A DynamoDB engine that runs already. @default the DYNAMODB_ENDPOINT variable, else Dynoxide is started */
  readonly dynamodbEndpoint?: string;
  /** Forgets all data of earlier starts. @default false */
  readonly fresh?: boolean;
  /**
   * Runs the app's seed once for a data folder: that of `local.seed`, or of `local.seeds` by its name.
   * @default true
   */
  readonly seed?: boolean | string;
  /** Folder of an export: its state takes the place of what the data folder has. @default none */
  readonly importFrom?: string;
  /**
   * Keeps everything in a folder of its own, which `stop()` removes, and takes any free port: for many
   * engines at once. The app is synthesized once for all of them. @default false
   */
  readonly temporary?: boolean;
  /** Makes live what is saved: `local.inputs` of package.json. @default false */
  readonly watch?: boolean;
  /** Told of what was saved. */
  readonly onWatch?: (event: WatchEvent) => void;
  /** @default nothing is logged */
  readonly log?: Log;
  /**
   * Remembers what is asked of the engine and what it does, for `/_local/traces`; who starts it for tests
   * or measurements seldom looks, and saves the memory.
   * @default false; the command line: true
   */
  readonly tracing?: boolean | TracingOptions;
  /**
   * What time it is for the engine when it starts, in milliseconds since the epoch: from there its clock goes on, and
   * is kept with the data. Later than the machine's.
   * @default as far ahead as the data folder says
   */
  readonly startAt?: number | undefined;
  /** @default the system's */
  readonly clock?: Clock;
  /** Ends the start where it is; `stop()` ends the running engine. */
  readonly signal?: AbortSignal;
  /** Told of each step when it is done. */
  readonly onStep?: (step: FinishedStep) => void;
}

/** One step of the start, for whoever shows progress. */
export interface FinishedStep {
  readonly name: string;
  /** Milliseconds it took. */
  readonly duration: number;
  /** What it did, in a few words; absent when the name says it all. */
  readonly detail?: string;
}

/** The options with their defaults; folders in full. */
export type Settings = ReturnType<typeof withDefaults>;

/** Fills in what was left open, from the environment where it has a variable for it. */
export function withDefaults(options: LocalOptions) {
  const projectFolder = resolve(options.projectFolder ?? '.');
  const assemblyFolder =
    options.assemblyFolder === undefined ? null : resolve(options.assemblyFolder);
  return {
    projectFolder,
    assemblyFolder,
    /** The app's own folder: the one around an assembly stands for its project. */
    appFolder: assemblyFolder === null ? projectFolder : dirname(assemblyFolder),
    stacks: options.stacks,
    parameters: options.parameters,
    dataFolder: resolve(projectFolder, options.dataFolder ?? '.local'),
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 4_000,
    allowedHosts: options.allowedHosts ?? [],
    allowAws: options.allowAws ?? false,
    issuer: options.issuer ?? 'aws',
    dynamodbEndpoint: options.dynamodbEndpoint ?? (process.env['DYNAMODB_ENDPOINT'] || undefined),
    fresh: options.fresh ?? false,
    seed: options.seed ?? true,
    importFrom: options.importFrom === undefined ? null : resolve(options.importFrom),
    temporary: options.temporary ?? false,
    watch: options.watch ?? false,
    onWatch: options.onWatch ?? ((): void => {}),
    log: options.log ?? silentLog,
    tracing: options.tracing === true ? {} : options.tracing || null,
    startAt: options.startAt ?? null,
    clock: options.clock ?? systemClock,
    signal: options.signal,
    onStep: options.onStep ?? ((): void => {}),
  };
}
