import { join } from 'node:path';
import type { App } from '../assembly/model.ts';
import type { DataFolder } from '../data-folder.ts';
import { writePrivately } from '../data-folder.ts';
import type { Faults } from '../faults/index.ts';
import { StillBusy } from '../gateway/index.ts';
import type { Gateway } from '../gateway/index.ts';
import type { Publication } from '../publication.ts';
import type { Run } from '../run.ts';
import type { Clock } from '../shared/clock.ts';
import type { HttpRoute } from '../shared/http-route.ts';
import { withoutSecrets } from '../shared/without-secrets.ts';
import { busy } from './busy.ts';
import { createStateRoutes } from './routes.ts';
import { createSnapshots, type Snapshots } from './snapshots.ts';
import { StateError } from './state-error.ts';
import { storedAppOf } from './stored-app.ts';

/** What an engine that runs can do with all it keeps. */
export interface State {
  readonly snapshots: Snapshots;
  readonly routes: readonly HttpRoute[];
  /** Forgets all data and seeds again. */
  reset(): Promise<void>;
  /** Resolves once nothing of this is under way; from then on all of it is refused. */
  end(): Promise<void>;
}

/** What it needs of the start. */
export interface StateContext {
  readonly run: Run;
  readonly gateway: Gateway;
  readonly dataFolder: DataFolder;
  readonly publication: Pick<Publication, 'publishAgain' | 'renew'>;
  readonly clock: Clock;
  /** By which requests may wait. */
  readonly faults: Pick<Faults, 'rules'>;
  /** Of an engine that runs elsewhere, whose tables are not in the data folder. */
  readonly foreignTables: string | undefined;
}

/** Snapshots and resets of the running engine, one after another. */
export function createState(app: App, context: StateContext): State {
  const { run, dataFolder, publication, clock, foreignTables } = context;
  const stored = storedAppOf(app);
  writePrivately(join(dataFolder.data, 'app.json'), JSON.stringify(stored));
  const inTurn = createTurns();
  const snapshots = createSnapshots({
    folder: dataFolder.folder,
    app: stored,
    now: () => clock.now(),
    atRest: (work) => whileAtRest(context, work),
    whileDetached: (work) => run.whileDetached(work),
    save: (folder) => run.save(folder),
  });
  const ownTables = async <T>(work: () => Promise<T>): Promise<T> => {
    requireOwnTables(foreignTables);
    return await inTurn(work);
  };
  const reset = (): Promise<void> =>
    inTurn(async () => {
      await whileAtRest(context, () => run.reset());
      await publication.publishAgain();
    });
  const inOrder: Snapshots = {
    create: (name) => ownTables(() => snapshots.create(name)),
    list: () => snapshots.list(),
    restore: (name) =>
      ownTables(async () => {
        const restored = await snapshots.restore(name);
        publication.renew();
        return restored;
      }),
    delete: (name) => inTurn(() => snapshots.delete(name)),
  };
  return {
    snapshots: inOrder,
    routes: createStateRoutes({ snapshots: inOrder, reset }),
    reset,
    end: () => inTurn.end(),
  };
}

/** While no request is under way and nothing begins by itself. */
async function whileAtRest<T>(
  { gateway, run, faults }: Pick<StateContext, 'gateway' | 'run' | 'faults'>,
  work: () => Promise<T>,
): Promise<T> {
  const open = await gateway.shut().catch((error: unknown) => {
    throw error instanceof StillBusy ? busy(error, faults.rules) : error;
  });
  try {
    return await run.whilePaused(work);
  } finally {
    open();
  }
}

function requireOwnTables(foreignTables: string | undefined): void {
  if (foreignTables === undefined) return;
  throw new StateError(
    'Conflict',
    `The tables are in the DynamoDB engine at ${withoutSecrets(foreignTables)}, which cannot be copied. ` +
      'Start without --dynamodb.',
  );
}

/** Does one work after another. */
interface Turns {
  <T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when the last is done; later ones are refused. */
  end(): Promise<void>;
}

function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let isOver = false;
  const turn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isOver) throw new StateError('Conflict', 'The engine stops.');
    const done = last.then(work);
    last = done.catch(() => {});
    return await done;
  };
  const end = async (): Promise<void> => {
    isOver = true;
    await last;
  };
  return Object.assign(turn, { end });
}
