import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { UserPool } from '../../assembly/model.ts';
import type { Iam } from '../../aws/iam/index.ts';
import type { LambdaHost } from '../lambda/types.ts';
import type { Clock } from '../../shared/clock.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import type { Faults } from '../../faults/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Log } from '../../shared/log.ts';
import type { Service } from '../../shared/service.ts';
import { createAdministration, type Administration } from './administration.ts';
import type { Tracer } from '../../tracing/index.ts';
import { loadClientSecrets } from './credentials/client-secrets.ts';
import { createAttempts } from './credentials/attempts.ts';
import { createChallenges } from './flows/challenges.ts';
import { createCodeRate } from './codes/code-rate.ts';
import { createExpiring } from './hosted/expiring.ts';
import { loadKeys } from './tokens/keys.ts';
import type { PoolKeys } from './tokens/keys.ts';
import { endImportJobs } from './import/jobs.ts';
import { createMailbox } from './mailbox/mailbox.ts';
import type { Mailbox } from './mailbox/mailbox.ts';
import { tracedMailbox } from './mailbox/traced-mailbox.ts';
import { createPools } from './pool/pool.ts';
import type { Pools } from './pool/pool.ts';
import { authorizeRoute } from './routes/authorize.ts';
import { confirmUserRoute } from './routes/confirm-user.ts';
import { awsJsonRoute } from './routes/aws-json.ts';
import { addPasskeyRoute } from './routes/add-passkey.ts';
import { hostedFilesRoute } from './routes/hosted-files.ts';
import { hostedPageRoutes } from './routes/hosted-pages.ts';
import { logoutRoute } from './routes/logout.ts';
import { importFileRoute } from './routes/import-file.ts';
import { mailboxRoute } from './routes/mailbox.ts';
import { revokeRoute } from './routes/revoke.ts';
import { tokenRoute } from './routes/token.ts';
import { userInfoRoute } from './routes/user-info.ts';
import { wellKnownRoutes } from './routes/well-known.ts';
import type { Services } from './services.ts';
import { openStore } from './store/index.ts';
import type { Store } from './store/index.ts';
import { createTriggers } from './pool/triggers.ts';

/** What user pools need around them. */
export interface CognitoOptions {
  /** Users and keys are kept in its folder `cognito`. */
  readonly dataFolder: string;
  /** URL of the gateway without a slash at the end. */
  readonly baseUrl: string;
  /** Runs the pools' triggers. */
  readonly lambda: LambdaHost;
  /** Whether Cognito may invoke a trigger. @default - it may */
  readonly iam?: Iam;
  /** Whose keys calls are signed with. @default - everybody may do everything */
  readonly credentials?: Pick<CredentialStore, 'find'>;
  /** By what rules calls fail. @default - none */
  readonly faults?: Faults | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Remembers each message. @default - nobody does */
  readonly tracer?: Tracer | undefined;
}

/** User pools as a part of the engine. */
export interface Cognito extends Service {
  /** The API, JWKS, OAuth endpoints and the mailbox; they answer after `start`. */
  readonly routes: HttpRoute[];
  /** For messages of other services too: there is one `/mailbox`. */
  readonly mailbox: Mailbox;
  /** What the developer may do beside the API; after `start`. */
  readonly administration: Administration;
}

const CLEAN_UP_EVERY = 60 * 60_000; // 1 hour
/** In the folder of a snapshot: messages are in memory else. */
const MAILS = 'mailbox.json';

/**
 * Amazon Cognito user pools on this machine.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/Welcome.html
 */
export function createCognito(
  userPools: readonly UserPool[],
  { dataFolder, baseUrl, lambda, iam, credentials, faults, clock, log, tracer }: CognitoOptions,
): Cognito {
  const pools = createPools(userPools);
  const keys = new Map<string, PoolKeys>();
  let store: Store | null = null;
  let cancelCleanUp: (() => void) | null = null;
  const keysOf = (poolId: string) => started(keys.get(poolId));
  const services: Services = {
    pools,
    baseUrl,
    credentials,
    faults,
    clock,
    log,
    get store() {
      return started(store);
    },
    triggers: createTriggers(lambda, clock, iam),
    ...createMemory(clock, tracer),
    keysOf: (pool) => keysOf(pool.id),
  };
  const folder = join(dataFolder, 'cognito');
  const open = (): Promise<void> => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const { id } of pools.all) keys.set(id, loadKeys(folder, id));
    store = openStore(join(folder, 'users.sqlite'), (poolId) => keysOf(poolId).secret);
    services.mailbox.load(join(folder, MAILS));
    prepare(store, pools, clock.now());
    cancelCleanUp = keepClean(store, clock);
    return Promise.resolve();
  };
  const close = (): Promise<void> => {
    cancelCleanUp?.();
    store?.close();
    store = null;
    return Promise.resolve();
  };
  return {
    name: 'cognito',
    routes: routesOf(services),
    mailbox: services.mailbox,
    administration: createAdministration(services),
    start: async () => open(),
    stop: close,
    reset() {
      forget(services);
      services.store.clear();
      prepare(services.store, pools, clock.now());
      return Promise.resolve();
    },
    detach() {
      forget(services);
      return close();
    },
    attach: async () => open(),
    save: (saved) => services.mailbox.save(join(saved, 'cognito', MAILS)),
  };
}

/** What is kept in memory alone. */
type Memory = Pick<Services, 'mailbox' | 'challenges' | 'attempts' | 'codeRate' | 'hosted'>;

const createMemory = (clock: Clock, tracer: Tracer | undefined): Memory => ({
  mailbox: tracedMailbox(createMailbox(), tracer),
  challenges: createChallenges(clock),
  attempts: createAttempts(clock),
  codeRate: createCodeRate(clock),
  hosted: {
    browsers: createExpiring(clock),
    codes: createExpiring(clock),
    signUps: createExpiring(clock),
  },
});

/** What is under way in memory: it is about people who may be gone, and rows that may be others'. */
function forget({ mailbox, challenges, attempts, codeRate, hosted }: Memory): void {
  const { browsers, codes, signUps } = hosted;
  for (const each of [mailbox, challenges, attempts, codeRate, browsers, codes, signUps]) {
    each.clear();
  }
}

function routesOf(services: Services): HttpRoute[] {
  return [
    awsJsonRoute(services),
    ...wellKnownRoutes(services),
    authorizeRoute(services),
    ...hostedPageRoutes(services),
    addPasskeyRoute(services),
    hostedFilesRoute(),
    confirmUserRoute(services),
    logoutRoute(services),
    tokenRoute(services),
    userInfoRoute(services),
    revokeRoute(services),
    mailboxRoute(services),
    importFileRoute(services),
  ];
}

/** Removes what is over from time to time, until it is cancelled. */
function keepClean({ sessions }: Store, clock: Clock): () => void {
  let cancel = (): void => {};
  const clean = (): void => {
    sessions.removeExpired(clock.now());
    cancel = clock.after(CLEAN_UP_EVERY, clean);
  };
  clean();
  return () => cancel();
}

/** Brings the store to the templates and the pools to what the store keeps of them. */
function prepare(store: Store, pools: Pools, now: number): void {
  for (const pool of pools.all) store.groups.followTemplate(pool.id, pool.source.groups, now);
  loadClientSecrets(store, pools);
  endImportJobs(store, pools, now);
}

function started<T>(part: T | null | undefined): T {
  if (part === null || part === undefined) throw new Error('cognito is not started');
  return part;
}
