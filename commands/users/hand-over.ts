import { InvokeCommand, LambdaServiceException, type LambdaClient } from '@aws-sdk/client-lambda';
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { createTodaysReaders } from './todays-readers.ts';

/** What came of a batch, and the function that was asked. */
export interface HandedOver {
  readonly outcome: 'done' | 'failed again' | Gone;
  readonly functionArn: string;
}

/** For people: that there is no function to ask, and what to do. */
export type Gone = `its function is gone${string}`;

type HandOver = (functionArn: string, records: readonly DynamoDBRecord[]) => Promise<HandedOver>;

/**
 * Hands records to the function that gave them up, or to the one that has taken its place since: the name of a
 * function is another one when its stack was deleted and made anew.
 */
export function createHandOver(lambda: LambdaClient, table: string): HandOver {
  const findToday = createTodaysReaders(lambda, table);
  const successors = new Map<string, string | null>();
  const toSuccessor: HandOver = async (gone, records) => {
    const functionArn = successors.get(gone) ?? null;
    if (functionArn === null) return { outcome: NO_SUCCESSOR, functionArn: gone };
    return { outcome: await invoke(lambda, functionArn, records), functionArn };
  };
  return async (functionArn, records) => {
    if (successors.has(functionArn)) return toSuccessor(functionArn, records);
    try {
      return { outcome: await invoke(lambda, functionArn, records), functionArn };
    } catch (error) {
      if (!mayBeGone(error)) throw error;
      const found = await findToday(functionArn).catch(refusalOf);
      if (isDenied(error) && typeof found !== 'string') throw error;
      if (found instanceof LambdaServiceException) {
        return { outcome: notLookedUp(found), functionArn };
      }
      successors.set(functionArn, found);
      return toSuccessor(functionArn, records);
    }
  };
}

const NO_SUCCESSOR: Gone =
  'its function is gone, and no other reads the stream in its place: npm run deploy, then run the same again';

const notLookedUp = ({ name }: LambdaServiceException): Gone =>
  `its function is gone, and who reads the stream now was not told (${name}): allow lambda:ListEventSourceMappings, then run the same again`;

/** A policy that names today's functions denies others before anybody looks whether they are there. */
const mayBeGone = (error: unknown): boolean =>
  isDenied(error) || (error instanceof Error && error.name === 'ResourceNotFoundException');

const isDenied = (error: unknown): boolean =>
  error instanceof Error && error.name === 'AccessDeniedException';

/** An answer of Lambda that is no list; whatever else happened is thrown. */
function refusalOf(error: unknown): LambdaServiceException {
  if (error instanceof LambdaServiceException && error.$fault === 'client') return error;
  throw error;
}

async function invoke(
  lambda: LambdaClient,
  functionArn: string,
  Records: readonly DynamoDBRecord[],
): Promise<'done' | 'failed again'> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({
      FunctionName: functionArn,
      Payload: JSON.stringify({ Records, replay: true }),
    }),
  );
  if (FunctionError !== undefined) return 'failed again';
  const answer = JSON.parse(Payload?.transformToString() ?? 'null') as DynamoDBBatchResponse | null;
  return (answer?.batchItemFailures ?? []).length === 0 ? 'done' : 'failed again';
}
