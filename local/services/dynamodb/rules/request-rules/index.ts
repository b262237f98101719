import { batchReads, batchWrites } from './batches.ts';
import { emptyNames } from './empty-names.ts';
import { enums } from './enums.ts';
import { indexKeySizes } from './index-key-sizes.ts';
import { indexProjections } from './index-projections.ts';
import { legacyConditions } from './legacy-conditions.ts';
import { legacyMembers } from './legacy-members.ts';
import { numbers } from './numbers.ts';
import { queries } from './queries.ts';
import { iteratorStart, recordLimit, streamLimit } from './streams.ts';
import { transactedKeys, transactionEntries, updatedKeys } from './transactions.ts';
import type { CallRule, TableRule } from './types.ts';
import { valueSizes } from './value-sizes.ts';

/** What is checked of an operation beside its expressions, in this order. */
interface OperationRules {
  readonly ofCall: readonly CallRule[];
  readonly ofTables: readonly TableRule[];
}

/** Of calls that take conditions, be it as expressions or as before them. */
const CONDITIONAL = [enums, legacyMembers, legacyConditions, emptyNames, valueSizes];

export const REQUEST_RULES: Readonly<Record<string, OperationRules>> = {
  BatchGetItem: { ofCall: [batchReads, emptyNames], ofTables: [] },
  BatchWriteItem: { ofCall: [batchWrites, emptyNames, valueSizes], ofTables: [indexKeySizes] },
  DeleteItem: { ofCall: CONDITIONAL, ofTables: [] },
  DescribeStream: { ofCall: [streamLimit], ofTables: [] },
  GetItem: { ofCall: [legacyMembers, emptyNames], ofTables: [] },
  GetRecords: { ofCall: [recordLimit], ofTables: [] },
  GetShardIterator: { ofCall: [iteratorStart], ofTables: [] },
  ListStreams: { ofCall: [streamLimit], ofTables: [] },
  PutItem: { ofCall: CONDITIONAL, ofTables: [indexKeySizes] },
  Query: { ofCall: [numbers, ...CONDITIONAL], ofTables: [queries, indexProjections] },
  Scan: { ofCall: [numbers, ...CONDITIONAL], ofTables: [indexProjections] },
  TransactWriteItems: {
    ofCall: [transactionEntries, enums, emptyNames, valueSizes],
    ofTables: [transactedKeys, indexKeySizes],
  },
  UpdateItem: { ofCall: CONDITIONAL, ofTables: [updatedKeys, indexKeySizes] },
};
