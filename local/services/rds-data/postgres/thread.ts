import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, protocol, type Extensions } from '@electric-sql/pglite';
import type { Outcome, Step, ThreadAnswer, ThreadData, ThreadRequest } from './messages.ts';

/** What of Postgres' own extensions Aurora has too. */
const EXTENSIONS: readonly string[] = [
  'bloom',
  'btree_gin',
  'btree_gist',
  'citext',
  'cube',
  'dict_int',
  'dict_xsyn',
  'earthdistance',
  'fuzzystrmatch',
  'hstore',
  'intarray',
  'isn',
  'lo',
  'ltree',
  'pg_trgm',
  'pgcrypto',
  'seg',
  'tablefunc',
  'tsm_system_rows',
  'tsm_system_time',
  'unaccent',
  'uuid_ossp',
];

type Messages = Awaited<ReturnType<PGlite['execProtocol']>>['messages'];

/** Runs Postgres in this thread: a statement that never ends blocks nothing else, and can be ended with it. */
export function runThread(): void {
  const port = parentPort;
  if (!port) throw new Error('It runs in a thread');
  const answer = (message: ThreadAnswer): void => port.postMessage(message);
  const fail = (error: unknown): void =>
    answer({ broken: error instanceof Error ? error.message : String(error) });
  const opened = open(workerData as ThreadData);
  opened.then(() => answer({ ready: true }), fail);
  port.on('message', (request: ThreadRequest) => {
    // Nothing else keeps the thread alive.
    if ('end' in request) return process.exit();
    opened
      .then((postgres) => runAll(postgres, request.steps))
      .then((outcomes) => answer({ id: request.id, outcomes }))
      .catch(fail);
  });
}

async function open({ dataDirectory, database, code }: ThreadData): Promise<PGlite> {
  const extensions: Extensions = {};
  for (const name of EXTENSIONS) {
    const module = (await import(`@electric-sql/pglite/contrib/${name}`)) as Extensions;
    const extension = module[name];
    if (extension) extensions[name] = extension;
  }
  return PGlite.create({
    dataDir: dataDirectory,
    database,
    extensions,
    pgliteWasmModule: code,
  });
}

async function runAll(postgres: PGlite, steps: readonly Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const outcome = await run(postgres, step);
    outcomes.push(outcome);
    if (outcome.error) break;
  }
  return outcomes;
}

async function run(postgres: PGlite, step: Step): Promise<Outcome> {
  const asked = step.isScript ? protocol.serialize.query(step.sql) : extended(step);
  const { messages } = await postgres.execProtocol(asked, { throwOnError: false });
  return outcomeOf(messages);
}

/** https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY */
function extended({ sql, types = [], values = [] }: Step): Buffer {
  const { serialize } = protocol;
  return Buffer.concat([
    serialize.parse({ text: sql, types: [...types] }),
    serialize.bind({ values: [...values] }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  ]);
}

function outcomeOf(messages: Messages): Outcome {
  let outcome: Outcome = { fields: null, rows: [], command: null, error: null };
  const rows: (readonly (string | null)[])[] = [];
  for (const message of messages) {
    if (message instanceof protocol.messages.RowDescriptionMessage) {
      const fields = message.fields.map(
        ({ name, tableID, columnID, dataTypeID, dataTypeModifier }) => ({
          name,
          tableID,
          columnID,
          dataTypeID,
          dataTypeModifier,
        }),
      );
      outcome = { ...outcome, fields };
    } else if (message instanceof protocol.messages.DataRowMessage) rows.push(message.fields);
    else if (message instanceof protocol.messages.CommandCompleteMessage) {
      outcome = { ...outcome, command: message.text };
    } else if (message instanceof protocol.messages.DatabaseError) {
      outcome = { ...outcome, error: errorOf(message) };
    }
  }
  return { ...outcome, rows };
}

function errorOf(error: InstanceType<typeof protocol.messages.DatabaseError>) {
  const { severity = 'ERROR', code = 'XX000', message, detail, hint, position } = error;
  return {
    severity,
    code,
    message,
    detail: detail ?? null,
    hint: hint ?? null,
    position: position ?? null,
  };
}
