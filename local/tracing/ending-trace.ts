import type { RawRecord } from './record.ts';

/** Lets no record run for ever in the list: the client may have gone, the engine may have failed. */
export async function endingTrace<Answer>(
  record: RawRecord,
  work: Promise<Answer>,
): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    record.end('failed', [{ type: 'InternalFailure', message, source: null }]);
    throw error;
  }
}
