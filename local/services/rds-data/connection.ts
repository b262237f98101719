import { AwsError } from '../../aws/index.ts';
import type { DatabaseCluster } from '../../assembly/model.ts';
import type { Log } from '../../shared/log.ts';
import { beginning, runSchema } from './beginning.ts';
import { requireDatabase, requireUser } from './admission.ts';
import { requireSuccess } from './database-error.ts';
import {
  isComplete,
  makeDataDirectory,
  mendFolders,
  setComplete,
} from './postgres/data-directory.ts';
import type { Outcome, Step } from './postgres/messages.ts';
import { openPostgres, type Postgres } from './postgres/postgres.ts';
import { OWNER, quotedName } from './sql-text.ts';

/** As whom and where statements run. */
export interface Session {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The one connection of a cluster; who uses it has its turn. */
export interface Connection {
  /** Becomes the session's user in its database. Postgres is started, and the cluster made, when need be. */
  enter(session: Session): Promise<void>;
  /** Runs statements, up to the first that fails. */
  send(steps: readonly Step[]): Promise<readonly Outcome[]>;
  /** Is nobody again: rolls back, and forgets what the session had set. */
  leave(): Promise<void>;
  /** Has all that was committed in the files of the data. */
  checkpoint(): Promise<void>;
  end(): Promise<void>;
}

interface ConnectionOptions {
  readonly directory: string;
  readonly schemaFiles: readonly string[];
  readonly log: Log;
}

const LEAVING: readonly Step[] = [
  { sql: 'ROLLBACK' },
  { sql: `SET SESSION AUTHORIZATION ${OWNER}` },
  { sql: 'DISCARD ALL' },
  // What DISCARD ALL goes back to is the user before.
  { sql: `SET SESSION AUTHORIZATION ${OWNER}` },
];

/** A connection, with nothing behind it yet. */
export function createConnection(config: DatabaseCluster, options: ConnectionOptions): Connection {
  const opening = createOpening(config, options);
  return {
    async enter(session) {
      const postgres = await opening.of(session.database);
      await requireUser(postgres, session, config);
      const sql = `SET SESSION AUTHORIZATION ${quotedName(session.user)}`;
      requireSuccess(await postgres.run([{ sql }]));
    },
    send(steps) {
      const { current } = opening;
      if (current) return current.run(steps);
      return Promise.reject(new AwsError('DatabaseUnavailableException', 'Postgres ended.', 504));
    },
    async leave() {
      await opening.current?.run(LEAVING);
    },
    checkpoint: () => opening.checkpoint(),
    end: () => opening.end(),
  };
}

/** Which Postgres there is at the moment: of one database at a time. */
interface Opening {
  readonly current: Postgres | null;
  of(database: string): Promise<Postgres>;
  checkpoint(): Promise<void>;
  end(): Promise<void>;
}

function createOpening(
  config: DatabaseCluster,
  { directory, schemaFiles, log }: ConnectionOptions,
): Opening {
  let current: Postgres | null = null;
  const home = config.databaseName ?? OWNER;
  /** Databases that are there: looking costs a start of Postgres. */
  const known: readonly string[] = [OWNER, home];
  const end = async (): Promise<void> => {
    const ended = current;
    current = null;
    await ended?.end();
  };
  const checkpoint = async (): Promise<void> => {
    if (current && !current.isBroken) await current.run([{ sql: 'CHECKPOINT' }]);
  };
  const reopen = async (database: string): Promise<Postgres> => {
    await checkpoint();
    await end();
    mendFolders(directory);
    current = await openPostgres({ dataDirectory: directory, database });
    return current;
  };
  const make = async (): Promise<void> => {
    const begun = performance.now();
    await makeDataDirectory(directory);
    const postgres = await reopen(OWNER);
    requireSuccess(await postgres.run(beginning(config)));
    if (schemaFiles.length > 0) {
      await runSchema(home === OWNER ? postgres : await reopen(home), config, schemaFiles);
    }
    setComplete(directory);
    const took = Math.round(performance.now() - begun);
    log.info('rds-data', `made the cluster ${config.clusterIdentifier} in ${took} ms`);
  };
  return {
    get current() {
      return current;
    },
    async of(database) {
      if (current?.isBroken) await end();
      if (!isComplete(directory)) {
        // One that was not made to its end is made anew.
        await end();
        await make();
      }
      if (current?.database === database) return current;
      if (!known.includes(database)) {
        await requireDatabase(current ?? (await reopen(OWNER)), database);
      }
      return await reopen(database);
    },
    checkpoint,
    end,
  };
}
