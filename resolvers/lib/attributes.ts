import type { Context } from '@aws-appsync/utils';
import { validationFailed } from './errors.ts';

/** Of a field that may have an input with attributes. */
interface Args {
  input?: { attributes?: unknown } | null;
}

/** As many as functions/lib/json-rule.ts takes. */
const LEVELS = '0123456789012345678901234567'.split('');

/**
 * For a field whose input has `attributes`: makes sure that they can be handed on, and answers the texts
 * that they may have been given as, which tell what parsing has lost. Null where there are none.
 */
export function checkAttributes(ctx: Context<Args>): string[] | null {
  const attributes = ctx.args.input?.attributes;
  if (attributes === null || attributes === undefined) return null;
  refuseUnsendable(attributes);
  return textsIn(ctx.info.variables as Record<string, unknown> | null);
}

/** JSON has no infinite number, and what nests too deep ends whoever reads it. */
function refuseUnsendable(attributes: unknown): void {
  const deepest = LEVELS.reduce(membersOf, [attributes]);
  if (deepest.some(isNested)) {
    const message = `attributes may be nested at most ${LEVELS.length} levels deep.`;
    validationFailed([{ field: 'attributes', rule: 'maxDepth', message }]);
  }
}

function membersOf(values: unknown[]): unknown[] {
  const members = values
    .filter(isNested)
    .flatMap((value) => Object.values(value as Record<string, unknown>));
  if (members.some((value) => value === Infinity || value === -Infinity)) {
    const message = 'attributes must not hold numbers beyond 9007199254740991; write them as text.';
    validationFailed([{ field: 'attributes', rule: 'number', message }]);
  }
  return members;
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Texts among the variables, and in the variables that are inputs. */
function textsIn(variables: Record<string, unknown> | null): string[] {
  return Object.values(variables ?? {})
    .map((value) => (isNested(value) ? (value as { attributes?: unknown }).attributes : value))
    .filter((value) => typeof value === 'string');
}
