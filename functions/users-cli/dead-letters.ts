import { readFileSync } from 'node:fs';
import { UsageError } from './errors.ts';

/**
 * Where the records are that Lambda gave up, and whose they were.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export interface DeadLetter {
  readonly functionArn: string;
  readonly streamArn: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
}

/** The letters of a file in the form that `aws sqs receive-message` prints. Throws UsageError. */
export function readDeadLetters(file: string): DeadLetter[] {
  const { Messages } = parse(read(file), file) as { readonly Messages?: unknown };
  if (!Array.isArray(Messages)) throw new UsageError(`${file} has no "Messages": ${EXPECTED}`);
  return Messages.map((message: unknown, index) =>
    toLetter(message, `${file}: Messages[${index}]`),
  );
}

const EXPECTED = 'it must be what `aws sqs receive-message` prints.';

function toLetter(message: unknown, where: string): DeadLetter {
  const body = isObject(message) ? message['Body'] : undefined;
  const letter = typeof body === 'string' ? parse(body, `${where}.Body`) : {};
  const batch = { ...(letter['DDBStreamBatchInfo'] as object | undefined) };
  const found = { ...(letter['requestContext'] as object | undefined), ...batch };
  const missing = PARTS.find(
    (name) => typeof (found as Record<string, unknown>)[name] !== 'string',
  );
  if (missing === undefined) return found as DeadLetter;
  throw new UsageError(`${where} has no ${missing}: it is no message about records of a stream.`);
}

const PARTS = [
  'functionArn',
  'streamArn',
  'shardId',
  'startSequenceNumber',
  'endSequenceNumber',
] as const satisfies readonly (keyof DeadLetter)[];

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read.`);
  }
}

function parse(text: string, where: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text) as unknown;
    if (isObject(value)) return value;
  } catch {
    // Told below.
  }
  throw new UsageError(`${where} is no JSON object: ${EXPECTED}`);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
