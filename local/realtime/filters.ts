import { LRUCache } from 'lru-cache';

import type { SubscriptionFilter } from '../appsync-js/types.ts';
import { isObject } from '../shared/is-object.ts';
import { operators } from './operators/index.ts';

/** What filters have in common that differ in their values only: most of an API's are alike. */
interface FilterForm {
  /** The same for the same tests. */
  readonly key: string;
  matches(payload: unknown, values: readonly unknown[]): boolean;
  /** Field and operator of each test, in the order of the values. */
  readonly tests: readonly FieldTest[];
}

/** Field name and operator. */
type FieldTest = readonly [string, string];

/** A test that an event does not pass. */
export interface Misfit {
  readonly fieldName: string;
  readonly operator: string;
  readonly wanted: unknown;
  /** Of the event; absent when the mutation's answer does not have the field. */
  readonly has?: unknown;
}

/** Levels of `a.b.c` that AppSync follows; deeper filters are ignored. */
export const MAX_NESTING = 5;

/** The forms of one API's filters. */
export type FilterForms = LRUCache<string, FilterForm>;

/** Resolvers may build filters of any form from what clients send, so not all are kept. */
export const createFilterForms = (): FilterForms => new LRUCache({ max: 1_000 });

/** Tells which events are for a subscription. */
export class Filter {
  readonly form: FilterForm;
  /** What each test of the form compares with. */
  readonly values: readonly unknown[];

  constructor(form: FilterForm, values: readonly unknown[]) {
    this.form = form;
    this.values = values;
  }

  matches(payload: unknown): boolean {
    return this.form.matches(payload, this.values);
  }

  /** Why an event is not for it. */
  misfits(payload: unknown): readonly Misfit[] {
    return this.form.tests.flatMap(([fieldName, operator], index) => {
      const wanted = this.values[index];
      const path = fieldName.split('.');
      if (isObject(payload) && compileTest(fieldName, operator)(payload, wanted)) return [];
      const isThere = isObject(payload) && Object.hasOwn(payload, path[0] ?? '');
      return [{ fieldName, operator, wanted, ...(isThere && { has: fieldOf(payload, path) }) }];
    });
  }
}

/**
 * Argument ("basic") filters: each argument given is an equality test on the same-named top-level
 * field, all must hold; null wants a field that is null or absent.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-data.html
 */
export function compileArguments(
  given: Readonly<Record<string, unknown>>,
  forms: FilterForms = createFilterForms(),
): Filter {
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  const form = formOf(forms, `arguments ${JSON.stringify(names)}`, () => ({
    matches: equalityTests(names),
    tests: names.map((name): FieldTest => [name, 'eq']),
  }));
  const values = names.map((name) => given[name]);
  return new Filter(form, values);
}

/**
 * Enhanced filters: entries of filterGroup are ORed, filters of one entry ANDed. Events whose value
 * is a list are ignored. The filter must have passed `filterProblem`.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-enhanced-filtering.html
 */
export function compileFilter(
  { filterGroup }: SubscriptionFilter,
  forms: FilterForms = createFilterForms(),
): Filter {
  const group = filterGroup.map(({ filters }) =>
    filters.map(({ fieldName, operator }): FieldTest => [fieldName, operator]),
  );
  const form = formOf(forms, `filter ${JSON.stringify(group)}`, () => ({
    matches: groupTests(group),
    tests: group.flat(),
  }));
  const rules = filterGroup.flatMap(({ filters }) => filters);
  return new Filter(
    form,
    rules.map(({ value }) => value),
  );
}

function formOf(
  forms: FilterForms,
  key: string,
  compile: () => Omit<FilterForm, 'key'>,
): FilterForm {
  const known = forms.get(key);
  if (known !== undefined) return known;
  const form = { key, ...compile() };
  forms.set(key, form);
  return form;
}

// What these two return outlives the filter it was made for, so they are not given its values.

function equalityTests(names: readonly string[]): FilterForm['matches'] {
  if (names.length === 0) return () => true;
  return (payload, values) =>
    isObject(payload) && names.every((name, index) => fieldOf(payload, [name]) === values[index]);
}

function groupTests(group: readonly (readonly FieldTest[])[]): FilterForm['matches'] {
  let count = 0;
  const entries = group.map((tests) =>
    tests.map(([fieldName, operator]) => {
      const index = count;
      count += 1;
      return { index, test: compileTest(fieldName, operator) };
    }),
  );
  return (payload, values) =>
    isObject(payload) &&
    entries.some((tests) => tests.every(({ index, test }) => test(payload, values[index])));
}

function compileTest(fieldName: string, operatorName: string) {
  const path = fieldName.split('.');
  const operator = operators.get(operatorName);
  if (path.length > MAX_NESTING) return () => true;
  return (payload: unknown, value: unknown) =>
    operator?.test(fieldOf(payload, path), value) ?? false;
}

/** The value at a path, null where there is none. */
function fieldOf(payload: unknown, path: readonly string[]): unknown {
  let value = payload;
  for (const name of path) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return null;
    value = value[name];
  }
  return value ?? null;
}
