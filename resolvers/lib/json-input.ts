import type { Context } from '@aws-appsync/utils';
import { JSON_FIELDS, JSON_LEVELS, MAX_JSON_DEPTH } from '../../model/json-fields.ts';
import type { JsonField } from '../../model/field-rows.ts';
import { validationFailed } from './errors.ts';

const LEVELS = JSON_LEVELS.split('');

type JsonValues = { readonly [Field in JsonField]?: unknown };

/** Arguments of a field that may have an input with fields of AWSJSON. */
export interface WithInput {
  input?: JsonValues | null;
}

/**
 * For a field whose input has fields of AWSJSON: makes sure that they can be handed on, and answers the texts
 * that they may have been given as, which tell what parsing has lost. Null where there are none.
 */
export function checkJsonInput(ctx: Context<WithInput>): string[] | null {
  const input = ctx.args.input ?? {};
  const given = JSON_FIELDS.filter((field) => input[field] !== null && input[field] !== undefined);
  if (given.length === 0) return null;
  for (const field of given) refuseUnsendable(field, input[field]);
  return textsIn(ctx.info.variables as Record<string, unknown> | null);
}

/** JSON has no infinite number, and what nests too deep ends whoever reads it. */
function refuseUnsendable(field: JsonField, value: unknown): void {
  const deepest = LEVELS.reduce((values) => membersOf(field, values), [value]);
  if (deepest.some(isNested)) {
    const message = `${field} may be nested at most ${MAX_JSON_DEPTH} levels deep.`;
    validationFailed([{ field, rule: 'maxDepth', message }]);
  }
}

function membersOf(field: JsonField, values: unknown[]): unknown[] {
  const members = values
    .filter(isNested)
    .flatMap((value) => Object.values(value as Record<string, unknown>));
  if (members.some((value) => value === Infinity || value === -Infinity)) {
    const message = `${field} must not hold numbers beyond 9007199254740991; write them as text.`;
    validationFailed([{ field, rule: 'number', message }]);
  }
  return members;
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Texts among the variables, and in the variables that are inputs. */
function textsIn(variables: Record<string, unknown> | null): string[] {
  return Object.values(variables ?? {})
    .flatMap((value) =>
      isNested(value) ? JSON_FIELDS.map((field) => (value as JsonValues)[field]) : [value],
    )
    .filter((value) => typeof value === 'string');
}
