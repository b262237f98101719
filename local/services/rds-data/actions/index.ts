import type { DataApiAction } from '../action.ts';
import { BatchExecuteStatement } from './BatchExecuteStatement.ts';
import { BeginTransaction } from './BeginTransaction.ts';
import { CommitTransaction } from './CommitTransaction.ts';
import { ExecuteStatement } from './ExecuteStatement.ts';
import { RollbackTransaction } from './RollbackTransaction.ts';

/** By their names. */
export const actions = {
  ExecuteStatement,
  BatchExecuteStatement,
  BeginTransaction,
  CommitTransaction,
  RollbackTransaction,
} satisfies Readonly<Record<string, DataApiAction>>;
