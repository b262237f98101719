import { randomBytes } from 'node:crypto';
import { AwsError } from '../../aws/index.ts';
import type { Log } from '../../shared/log.ts';
import type { Connection, Session } from './connection.ts';
import { requireSuccess } from './database-error.ts';

/** The transaction that a cluster is in. */
export interface Transaction {
  readonly id: string;
  readonly session: Session;
  readonly endTurn: () => void;
  isBusy: boolean;
  timer?: NodeJS.Timeout;
}

/** How a transaction ends. */
export type Ending = 'COMMIT' | 'ROLLBACK';

/** The one transaction that there may be; who begins it has its turn until it ends. */
export interface OpenTransaction {
  readonly id: string | null;
  begin(session: Session, endTurn: () => void): Transaction;
  /**
   * That of an id, when a call may go on with it.
   * @throws AwsError TransactionNotFoundException, BadRequestException, DatabaseErrorException
   */
  find(id: string, database?: string): Transaction;
  /** Lets it wait for its next call. */
  wait(transaction: Transaction): void;
  finish(transaction: Transaction, how: Ending): Promise<void>;
  rollBack(): Promise<void>;
  /** Postgres has ended, and with it what was not committed. */
  forget(): void;
}

/** No transaction yet. */
export function createOpenTransaction(
  connection: Connection,
  limits: { readonly idle: number },
  log: Log,
): OpenTransaction {
  let open: Transaction | null = null;
  const forget = (): void => {
    clearTimeout(open?.timer);
    const endTurn = open?.endTurn;
    open = null;
    endTurn?.();
  };
  const finish = async (transaction: Transaction, how: Ending): Promise<void> => {
    try {
      requireSuccess(await connection.send([{ sql: how }]));
    } finally {
      await connection.leave().catch(() => {});
      if (open === transaction) forget();
    }
  };
  return {
    get id() {
      return open?.id ?? null;
    },
    begin(session, endTurn) {
      const id = randomBytes(96).toString('base64');
      open = { id, session, endTurn, isBusy: false };
      return open;
    },
    find(id, database) {
      if (open?.id !== id) {
        throw new AwsError('TransactionNotFoundException', `Transaction ${id} is not found`, 404);
      }
      requireFree(open, database);
      return open;
    },
    wait(transaction) {
      clearTimeout(transaction.timer);
      if (open !== transaction) return;
      transaction.timer = setTimeout(() => {
        const name = shortened(transaction.id);
        log.warn('rds-data', `${name} is rolled back: nothing asked for it in time`);
        void finish(transaction, 'ROLLBACK').catch(() => {});
      }, limits.idle).unref();
    },
    finish,
    async rollBack() {
      if (open) await finish(open, 'ROLLBACK').catch(() => {});
    },
    forget,
  };
}

function requireFree({ session, isBusy }: Transaction, database = session.database): void {
  if (database !== session.database) {
    throw new AwsError(
      'BadRequestException',
      `The transaction is of the database ${session.database}, not of ${database}.`,
    );
  }
  if (isBusy) throw new AwsError('DatabaseErrorException', 'Transaction is still running a query');
}

/** A transaction in the log. */
export const shortened = (id: string): string => `transaction ${id.slice(0, 8)}...`;
