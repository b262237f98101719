import { recordOf, type CallInput } from '../../request-context.ts';
import type { CallRule } from './types.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const VALUES_BYTES = 2 * 1_024 * 1_024;
const NAME_BYTES = 65_535;

/** All substitution variables of an expression together, and names of attributes. */
export const valueSizes: CallRule = ({ parts }) => {
  for (const { input } of parts) {
    const problem = variables(input) ?? longName(namesIn(input));
    if (problem !== null) return problem;
  }
  return null;
};

function variables({ ExpressionAttributeValues: values }: CallInput): string | null {
  if (values === undefined) return null;
  return bytesIn(values) > VALUES_BYTES
    ? 'ExpressionAttributeValues exceeds max size: the maximum length of all substitution variables in an expression is 2 MB'
    : null;
}

/** Of an item, and those that placeholders of expressions stand for. */
const namesIn = ({ Item, ExpressionAttributeNames }: CallInput): readonly string[] => [
  ...Object.keys(recordOf(Item)),
  ...Object.values(recordOf(ExpressionAttributeNames)).map(String),
];

function longName(names: readonly string[]): string | null {
  const name = names.find((key) => key.length > NAME_BYTES / 4 && isLong(key));
  return name === undefined
    ? null
    : `One or more parameter values were invalid: Attribute name is too large, must be less than ${NAME_BYTES} bytes`;
}

const isLong = (name: string): boolean => Buffer.byteLength(name) > NAME_BYTES;

/** Of the texts in a value, which is nearly all that a value is. */
function bytesIn(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + bytesIn(part), 0);
}
