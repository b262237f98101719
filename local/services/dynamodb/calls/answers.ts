import { isObject } from '../../../shared/is-object.ts';
import type { ApiOutput } from '../api-client.ts';
import type { CallInput } from '../request-context.ts';
import { listOf } from '../rules/call-parts.ts';
import type { Arns } from './arns.ts';

/** Operations whose answers name tables, streams or the region. */
const DESCRIBING = new Set([
  'CreateTable',
  'DeleteTable',
  'DescribeStream',
  'DescribeTable',
  'ListStreams',
  'UpdateTable',
]);

/** Whether answers of an operation hold ARNs or the region. */
export const describesTables = (operation: string): boolean =>
  DESCRIBING.has(operation) || operation === 'GetRecords';

/** The answer with ARNs and the region of the app. */
export function outwardAnswer(
  operation: string,
  output: ApiOutput,
  { arns, region }: { readonly arns: Arns; readonly region: string },
): ApiOutput {
  if (DESCRIBING.has(operation)) return outwardObject(output, arns);
  if (operation !== 'GetRecords') return output;
  const Records = listOf(output.Records).map((record) =>
    isObject(record) ? { ...record, awsRegion: region } : record,
  );
  return { ...output, Records };
}

function outwardObject(value: CallInput, arns: Arns): CallInput {
  const changed = Object.fromEntries(
    Object.entries(value).map(([member, part]) => [member, outwardValue(part, arns)]),
  );
  // The last part of a stream's ARN is its label.
  for (const latest of ['', 'Latest']) {
    const arn = changed[`${latest}StreamArn`];
    const label = `${latest}StreamLabel`;
    if (typeof arn === 'string' && label in changed) changed[label] = arn.split('/stream/')[1];
  }
  return changed;
}

function outwardValue(value: unknown, arns: Arns): unknown {
  if (Array.isArray(value)) return value.map((item) => outwardValue(item, arns));
  if (isObject(value)) return outwardObject(value, arns);
  const isArn = typeof value === 'string' && value.startsWith('arn:aws:dynamodb:');
  return isArn ? arns.outward(value) : value;
}
