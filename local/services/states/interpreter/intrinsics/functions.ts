import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { textOf } from '../../text-of.ts';
import { partition, range } from './arrays.ts';
import { HASHES, seededRandom } from './numbers.ts';
import { printed } from './printed.ts';

type Intrinsic = (...args: readonly never[]) => unknown;

/**
 * By the name after `States.`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map(
  Object.entries<Intrinsic>({
    Array: (...members: readonly unknown[]) => members,
    ArrayContains: (list: readonly unknown[], value: unknown) =>
      list.some((one) => isDeepStrictEqual(one, value)),
    ArrayGetItem: (list: readonly unknown[], index: number) => {
      if (index in list) return list[index];
      throw new Error('The index is not in the array.');
    },
    ArrayLength: (list: readonly unknown[]) => list.length,
    ArrayPartition: partition,
    ArrayRange: range,
    ArrayUnique: (list: readonly unknown[]) =>
      list.filter((one, index) => list.findIndex((two) => isDeepStrictEqual(one, two)) === index),
    Base64Decode: (text: string) => Buffer.from(text, 'base64').toString(),
    Base64Encode: (text: string) => Buffer.from(text).toString('base64'),
    Format: format,
    Hash: (data: unknown, algorithm: string) => {
      const name = HASHES.get(algorithm);
      if (name === undefined) throw new Error(`${algorithm} is no algorithm of States.Hash.`);
      return createHash(name).update(textOf(data)).digest('hex');
    },
    JsonMerge: (one: object, other: object, isDeep: boolean) => {
      if (isDeep)
        throw new Error('States.JsonMerge merges shallowly only: its last argument is false.');
      return { ...one, ...other };
    },
    JsonToString: (value: unknown) => JSON.stringify(value),
    MathAdd: (one: number, other: number) => Math.round(one) + Math.round(other),
    MathRandom: (first: number, last: number, seed?: number) => {
      const [least, end] = [Math.round(first), Math.round(last)];
      const random = seed === undefined ? Math.random() : seededRandom(seed);
      return Math.floor(random * (end - least)) + least;
    },
    StringSplit: (text: string, delimiters: string) =>
      text
        .split(new RegExp(`[${delimiters.replaceAll(/[\\\]^-]/g, '\\$&')}]`))
        .filter((part) => part !== ''),
    StringToJson: (text: string) => (text.trim() === '' ? null : (JSON.parse(text) as unknown)),
    UUID: () => randomUUID(),
  }),
);

function format(template: string, ...values: readonly unknown[]): string {
  const left = values.values();
  return template.replaceAll(/\\([{}])|\{\}/g, (_, brace: string | undefined) => {
    if (brace !== undefined) return brace;
    const { value, done } = left.next();
    if (done) throw new Error('States.Format has fewer values than places for them.');
    return printed(value);
  });
}
