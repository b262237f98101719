import type {
  CreateTableCommandInput,
  DeleteItemCommandInput,
  DeleteTableCommandInput,
  DescribeTableCommandInput,
  DescribeTableCommandOutput,
  DescribeTimeToLiveCommandInput,
  DescribeTimeToLiveCommandOutput,
  ScanCommandInput,
  ScanCommandOutput,
  UpdateTableCommandInput,
  UpdateTimeToLiveCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { ApiClient } from './api-client.ts';

/** Input and output of the operations with which the engine looks after its tables. */
interface TableOperations {
  CreateTable: [CreateTableCommandInput, unknown];
  DeleteItem: [DeleteItemCommandInput, unknown];
  DeleteTable: [DeleteTableCommandInput, unknown];
  DescribeTable: [DescribeTableCommandInput, Pick<DescribeTableCommandOutput, 'Table'>];
  DescribeTimeToLive: [
    DescribeTimeToLiveCommandInput,
    Pick<DescribeTimeToLiveCommandOutput, 'TimeToLiveDescription'>,
  ];
  Scan: [ScanCommandInput, Pick<ScanCommandOutput, 'Count' | 'Items' | 'LastEvaluatedKey'>];
  UpdateTable: [UpdateTableCommandInput, unknown];
  UpdateTimeToLive: [UpdateTimeToLiveCommandInput, unknown];
}

/** Calls an operation on a table, typed by the SDK, but for binary values and times as on the wire. */
export type TableCall = <Name extends keyof TableOperations>(
  operation: Name,
  input: TableOperations[Name][0],
) => Promise<TableOperations[Name][1]>;

/** The client's call with the types of these operations. */
export const tableCall =
  (client: ApiClient): TableCall =>
  (operation, input) =>
    client.call(operation, input);
