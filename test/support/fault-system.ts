import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { STREAM_READER_NAMES } from '../../cdk/functions/stream-readers.ts';
import { Functions, type FunctionName } from '../../cdk/functions/functions.ts';
import { startLocal, type LocalOutputs } from 'appsync-on-a-laptop';
import { silentLog, type Log } from 'appsync-on-a-laptop/log';
import { createExpiringClock, type ExpiringClock } from './expiring-clock.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { callerWith, type Caller } from './graphql.ts';
import { machineToken } from './sign-in.ts';
import { synthesize, type Synthesized } from './synthesize.ts';

/** Functions whose calls to AWS are seen and can be spoiled, each on its own: all that call. */
const FUNCTIONS = [
  'create-user',
  'update-user',
  'update-me',
  'request-email-change',
  'confirm-email-change',
  'resend-invitation',
  'export-user',
  'change-backlog',
  'search-users',
  'sign-out-everywhere',
  'user-sessions',
  'user-factors',
  'revoke-session',
  'reset-factors',
  'revoke-invitation',
  'suspend-user',
  'reactivate-user',
  'delete-user',
  'purge-user',
  'record-sign-in',
  'publish-changes',
  'sync-identity',
  'remind-invited',
  'count-people',
] as const satisfies readonly FunctionName[];

export type SpoiledFunction = (typeof FUNCTIONS)[number];

/** The app, but that its functions reach AWS through proxies: a setting of each in the template. */
export interface SpoiledApp extends AsyncDisposable {
  /** cdk.out. */
  readonly folder: string;
  readonly proxies: Readonly<Record<SpoiledFunction, FaultProxy>>;
  /** Says where the app runs, as soon as that is known. */
  reach(endpoint: string): void;
  /** All requests go through again. */
  mend(): void;
}

export interface SpoiledAppOptions {
  /** How often a failed record is tried again, other than the template says. */
  readonly retries?: number;
}

export async function spoilApp({ retries }: SpoiledAppOptions = {}): Promise<SpoiledApp> {
  const resources = new AsyncDisposableStack();
  let endpoint = '';
  const started = FUNCTIONS.map(
    async (name) => [name, resources.use(await startFaultProxy(() => endpoint))] as const,
  );
  const proxies = Object.fromEntries(await Promise.all(started)) as SpoiledApp['proxies'];
  const assembly: Synthesized = resources.use(
    synthesize('dev', (root) => {
      redirect(root, proxies);
      if (retries !== undefined) limitRetries(root, retries);
    }),
  );
  return {
    folder: assembly.folder,
    proxies,
    reach: (url) => void (endpoint = url),
    mend() {
      for (const proxy of Object.values(proxies)) {
        proxy.decide = () => 'forward';
        proxy.onSilence = () => {};
      }
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function redirect(root: IConstruct, proxies: SpoiledApp['proxies']): void {
  const functions = functionsOf(root);
  for (const name of FUNCTIONS) {
    functions.get(name)?.addEnvironment('AWS_ENDPOINT_URL', proxies[name].url);
  }
  const publisher = proxies['publish-changes'].url;
  functions.get('publish-changes')?.addEnvironment('GRAPHQL_URL', `${publisher}/graphql`);
}

/** Those of all stacks. */
const functionsOf = (root: IConstruct) =>
  new Map(
    root.node
      .findAll()
      .flatMap((construct) => (construct instanceof Functions ? construct.all() : [])),
  );

function limitRetries(root: IConstruct, retries: number): void {
  for (const construct of root.node.findAll()) {
    // Those of a stream; a queue has none.
    if (construct instanceof CfnEventSourceMapping && construct.maximumRetryAttempts) {
      construct.maximumRetryAttempts = retries;
    }
  }
  const functions = functionsOf(root);
  for (const name of STREAM_READER_NAMES) {
    functions.get(name)?.addEnvironment('PARKED_RETRIES', String(retries));
  }
}

/**
 * The longer pauses of an event source before it tries again what failed. The first, a quarter of a
 * second, is also the one between two looks at an idle stream.
 */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000];

/** Of the functions that read the stream, in milliseconds. */
const TIMEOUT = 60_000;

/** The whole app in this process, with faults to inject. */
export interface FaultSystem extends AsyncDisposable {
  readonly outputs: LocalOutputs;
  readonly proxies: SpoiledApp['proxies'];
  readonly clock: ExpiringClock;
  /** Where event sources keep their positions and what they gave up. */
  readonly dataFolder: string;
  /** A machine that may read and write all users. */
  readonly machine: Caller;
  /** From now on a reader of the stream that gets no answer is ended at once, by its timeout. */
  dieInSilence(): void;
  /**
   * Lets time pass three times as fast for as long as it is called again and again: for pauses of
   * seconds before another attempt.
   */
  hurry(): Promise<void>;
  mend(): void;
}

/** @param log where the engine and the functions write; nowhere unless given */
export async function startFaultSystem(
  options: SpoiledAppOptions & { readonly log?: Log } = {},
): Promise<FaultSystem> {
  const resources = new AsyncDisposableStack();
  try {
    const app = resources.use(await spoilApp(options));
    const dataFolder = await mkdtemp(join(tmpdir(), 'faults-'));
    resources.defer(() => rm(dataFolder, { recursive: true, force: true }));
    const clock = createExpiringClock(PAUSES);
    const { log = silentLog } = options;
    const local = await startLocal({
      assemblyFolder: app.folder,
      dataFolder,
      port: 0,
      clock,
      log,
    });
    resources.defer(() => local.stop());
    app.reach(local.url);
    const { outputs } = local;
    const { proxies, mend } = app;
    return {
      outputs,
      proxies,
      clock,
      dataFolder,
      mend,
      machine: await machineOf(outputs),
      hurry: createHurry(local.url),
      dieInSilence() {
        const onSilence = together(() => clock.expire(TIMEOUT));
        for (const proxy of Object.values(proxies)) proxy.onSilence = onSilence;
      },
      [Symbol.asyncDispose]: () => resources.disposeAsync(),
    };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
}

/** Milliseconds, in which readers that do get their answers come to their end. */
const SILENCE = 150;

/** Ends those together that fall silent at about the same time: their time ends that of all, and each starts anew. */
function together(end: () => void): () => void {
  let pending: NodeJS.Timeout | undefined;
  return () => {
    pending ??= setTimeout(() => {
      pending = undefined;
      end();
    }, SILENCE);
  };
}

/** Milliseconds at once: a lease of a reader outlasts its attempt, also when a look takes long. */
const MOST_HURRY = 1_000;

function createHurry(url: string): () => Promise<void> {
  let last = performance.now();
  return async () => {
    const now = performance.now();
    const advanceMs = Math.min(Math.ceil(2 * (now - last)), MOST_HURRY);
    last = now;
    const body = JSON.stringify({ advanceMs });
    const { ok, status } = await fetch(`${url}/_local/clock`, { method: 'POST', body });
    if (!ok) throw new Error(`the clock was not set ahead: HTTP ${status}`);
  };
}

/** A machine that may read and write all users. */
export async function machineOf(outputs: LocalOutputs): Promise<Caller> {
  const token = await machineToken(outputs, 'users/read users/write');
  return callerWith(outputs.graphqlUrl, token);
}
