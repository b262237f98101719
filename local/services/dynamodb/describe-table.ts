import type { TableDescription } from '@aws-sdk/client-dynamodb';
import type { TableCall } from './table-calls.ts';

/** The table as it is, or null when there is none. */
export async function describe(
  call: TableCall,
  tableName: string,
): Promise<TableDescription | null> {
  try {
    return (await call('DescribeTable', { TableName: tableName })).Table ?? null;
  } catch (error) {
    return ignoreAbsent(error);
  }
}

/** Null for a table that does not exist; any other error goes on. */
export function ignoreAbsent(error: unknown): null {
  if (error instanceof Error && error.name === 'ResourceNotFoundException') return null;
  throw error;
}

/** Waits until the table and all its indexes can be used. */
export async function whenActive(call: TableCall, tableName: string): Promise<void> {
  for (;;) {
    const table = await describe(call, tableName);
    const indexes = table?.GlobalSecondaryIndexes ?? [];
    if (
      table?.TableStatus === 'ACTIVE' &&
      indexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE')
    ) {
      return;
    }
    await pause();
  }
}

/** Between two looks at a table that is changing. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));
