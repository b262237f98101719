import { isObject } from '../../shared/is-object.ts';
import { badRequest } from '../routes/local-route-error.ts';

type Body = Readonly<Record<string, unknown>>;

/**
 * Refuses members that a route does not know, so that a misspelt one is not passed over.
 * @throws LocalRouteError BadRequest
 */
export function allowOnly(body: Body, known: readonly string[]): void {
  const unknown = Object.keys(body).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const takes = known.length === 0 ? 'nothing' : known.join(', ');
  throw badRequest(`The body has ${unknown.join(', ')}; it takes ${takes}.`);
}

/** @throws LocalRouteError BadRequest */
export function objectOf(body: Body, name: string): Body {
  const value = body[name];
  if (isObject(value)) return value;
  throw badRequest(`${name} of the body is ${said(value)}; it is a JSON object.`);
}

/** @throws LocalRouteError BadRequest */
export function textOf(body: Body, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw badRequest(`${name} of the body is ${said(value)}; it is a text.`);
}

/**
 * A list of texts; undefined when absent.
 * @throws LocalRouteError BadRequest
 */
export function textsOf(body: Body, name: string): readonly string[] | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw badRequest(`${name} of the body is ${said(value)}; it is a list of texts.`);
}

/** A value in a message. */
const said = (value: unknown): string =>
  value === undefined ? 'missing' : JSON.stringify(value).slice(0, 200);
