import { paginateListEventSourceMappings, type LambdaClient } from '@aws-sdk/client-lambda';
import { isSameReader, nameOf } from './reader-names.ts';

/**
 * Finds the function that reads the table's stream today in place of one that is gone; null when there is none,
 * or not one alone that it can be. Asks once.
 */
export function createTodaysReaders(
  lambda: LambdaClient,
  table: string,
): (gone: string) => Promise<string | null> {
  let asked: Promise<readonly string[]> | null = null;
  return async (gone) => {
    const readers = await (asked ??= readersOf(lambda, table));
    const [found = null, second] = readers.filter(
      (arn) => nameOf(arn) !== nameOf(gone) && isSameReader(arn, gone),
    );
    return second === undefined ? found : null;
  };
}

async function readersOf(client: LambdaClient, table: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for await (const { EventSourceMappings } of paginateListEventSourceMappings({ client }, {})) {
    for (const { EventSourceArn = '', FunctionArn } of EventSourceMappings ?? []) {
      const isOfTable = EventSourceArn.includes(`:table/${table}/stream/`);
      if (isOfTable && FunctionArn !== undefined) found.add(FunctionArn);
    }
  }
  return [...found];
}
