import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Table } from '../../assembly/model.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { requireSoundDatabase } from '../../shared/sqlite-file.ts';
import { type DataFolderLock, lockDataFolder } from './data-folder-lock.ts';
import { findEngineBinary } from './engine-binary.ts';
import { type EngineProcess, startEngine } from './engine-process.ts';
import { indexStreamRecords } from './stream-records.ts';
import { startSweeper, type Sweeper } from './sweeper.ts';

interface OwnEngineOptions {
  readonly databaseFile: string;
  readonly tables: readonly Table[];
  readonly clock: Clock;
  readonly log: Log;
}

/** Dynoxide on a file of ours; the folder is held from the first open() to release(). */
export interface OwnEngine {
  /** Stays the same however often it is opened: callers keep it. Throws before the first open(). */
  readonly url: string;
  /** False when the engine is down for good. */
  readonly healthy: boolean;
  open(): Promise<void>;
  /** Removes what is over from time to time, once the tables are there. */
  startSweeping(): void;
  stopSweeping(): Promise<void>;
  close(): Promise<void>;
  /** While it is closed. */
  removeDatabase(): void;
  release(): void;
}

/** An engine that is not yet open. */
export function createOwnEngine(options: OwnEngineOptions): OwnEngine {
  const { databaseFile, log } = options;
  let lock: DataFolderLock | null = null;
  let engine: EngineProcess | null = null;
  let port: number | undefined;
  let sweeper: Sweeper | null = null;
  const url = (): string => {
    if (port === undefined) throw new Error('DynamoDB has no endpoint before start()');
    return `http://127.0.0.1:${port}`;
  };
  const stopSweeping = async (): Promise<void> => {
    await sweeper?.stop();
    sweeper = null;
  };
  return {
    get url() {
      return url();
    },
    get healthy() {
      return engine?.healthy === true;
    },
    async open() {
      lock ??= await lockDataFolder(dirname(databaseFile));
      requireSoundDatabase(databaseFile);
      const onProcess = (pid: number): void => lock?.engineStarted(pid);
      engine = await startEngine({
        binary: findEngineBinary(),
        databaseFile,
        port,
        onProcess,
        log,
      });
      ({ port } = engine);
      indexStreamRecords(databaseFile);
    },
    startSweeping: () => void (sweeper ??= startSweeper(url(), options)),
    stopSweeping,
    async close() {
      await stopSweeping();
      await engine?.stop();
      engine = null;
    },
    removeDatabase() {
      for (const suffix of ['', '-wal', '-shm']) rmSync(databaseFile + suffix, { force: true });
    },
    release() {
      lock?.release();
      lock = null;
    },
  };
}
