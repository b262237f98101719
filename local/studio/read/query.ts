import { parseObject } from '../../shared/parse-object.ts';
import { badRequest } from '../routes/local-route-error.ts';

/**
 * A whole number of the query within its limits.
 * @throws LocalRouteError BadRequest
 */
export function numberIn(
  query: URLSearchParams,
  name: string,
  { otherwise, max, min = 1 }: { otherwise: number; max: number; min?: number },
): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw badRequest(`${name}=${text} is no whole number from ${min} to ${max}.`);
}

/**
 * A JSON object of the query; null without it.
 * @throws LocalRouteError BadRequest
 */
export function objectInQuery(
  query: URLSearchParams,
  name: string,
): Readonly<Record<string, unknown>> | null {
  const text = query.get(name);
  if (text === null) return null;
  const value = parseObject(text);
  if (value !== null) return value;
  throw badRequest(`${name} is no JSON object: ${text}.`);
}

/**
 * One of the values that are known.
 * @throws LocalRouteError BadRequest
 */
export function oneOf<T extends string>(name: string, value: unknown, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw badRequest(
    `${name} is ${value === undefined ? 'missing' : JSON.stringify(value)}; it is one of ${known.join(', ')}.`,
  );
}
