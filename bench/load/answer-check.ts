import { isDeepStrictEqual } from 'node:util';
import type { Exchange } from '../app/fields.ts';

/** Compares every answer with the right one; null, or what is wrong with it. */
export type AnswerCheck = (index: number, status: number, body: string) => string | null;

/** Texts found right are remembered, so that checking costs the load generator little. */
export function createAnswerCheck(exchanges: readonly Exchange[]): AnswerCheck {
  const right = exchanges.map(() => new Set<string>());
  return (index, status, body) => {
    if (status === 200 && right[index]?.has(body)) return null;
    if (status !== 200 || !isRight(body, exchanges[index]?.expected)) {
      return `HTTP ${status}: ${body.slice(0, 300)}`;
    }
    right[index]?.add(body);
    return null;
  };
}

function isRight(body: string, expected: unknown): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(body), expected);
  } catch {
    return false;
  }
}
