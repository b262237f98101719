import { batchReads, batchWrites } from './batches.ts';
import { indexKeySizes } from './index-key-sizes.ts';
import { indexProjections } from './index-projections.ts';
import { legacyConditions } from './legacy-conditions.ts';
import { numbers } from './numbers.ts';
import { queries } from './queries.ts';
import { iteratorStart, recordLimit, streamLimit } from './streams.ts';
import { transactedKeys, transactionEntries } from './transactions.ts';
import type { CallRule, TableRule } from './types.ts';
import { valueSizes } from './value-sizes.ts';

/** What is checked of an operation beside its expressions, in this order. */
interface OperationRules {
  readonly ofCall: readonly CallRule[];
  readonly ofTables: readonly TableRule[];
}

export const REQUEST_RULES: Readonly<Record<string, OperationRules>> = {
  BatchGetItem: { ofCall: [batchReads], ofTables: [] },
  BatchWriteItem: { ofCall: [batchWrites, valueSizes], ofTables: [indexKeySizes] },
  DeleteItem: { ofCall: [legacyConditions, valueSizes], ofTables: [] },
  DescribeStream: { ofCall: [streamLimit], ofTables: [] },
  GetRecords: { ofCall: [recordLimit], ofTables: [] },
  GetShardIterator: { ofCall: [iteratorStart], ofTables: [] },
  ListStreams: { ofCall: [streamLimit], ofTables: [] },
  PutItem: { ofCall: [legacyConditions, valueSizes], ofTables: [indexKeySizes] },
  Query: { ofCall: [numbers, legacyConditions, valueSizes], ofTables: [queries, indexProjections] },
  Scan: { ofCall: [numbers, legacyConditions, valueSizes], ofTables: [indexProjections] },
  TransactWriteItems: {
    ofCall: [transactionEntries, valueSizes],
    ofTables: [transactedKeys, indexKeySizes],
  },
  UpdateItem: { ofCall: [legacyConditions, valueSizes], ofTables: [indexKeySizes] },
};
