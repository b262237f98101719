import { isObject } from '../shared/is-object.ts';
import { parseObject } from '../shared/parse-object.ts';
import type { RawRecord, RawSpan } from './record.ts';
import type { TraceHint } from './types.ts';

/** Calls that are alike, from which on they are too many to be meant. */
const MANY = 5;
/** Parts of a record in which nothing can be odd: a field, its handlers, and nobody asked. */
const SHORT = 3;

/** What is worth a look in a record that came to its end, in words without values of people. */
export function hintsOf(record: RawRecord): readonly TraceHint[] {
  const { spans, outcome, hints } = record;
  if (outcome === 'succeeded' && spans.length < SHORT) return hints;
  const found = [
    ...passedOver(record),
    ...repeatedFields(record),
    ...repeatedCalls(record),
    ...failedCalls(record),
    ...waited(record),
  ];
  return found.length === 0 ? hints : [...hints, ...found];
}

/** A data source that is asked for each item of a list alone. */
function repeatedFields({ spans }: RawRecord): TraceHint[] {
  const groups = new Map<string, RawSpan[]>();
  for (const span of spans) {
    if (!asksAlone(span)) continue;
    const field = spans[(span.parent ?? 0) - 1];
    const list = field && listOf(field);
    if (field && list) addTo(groups, `${field.name}\n${list}\n${span.name}`, span);
  }
  return many(groups).map(([key, [first, ...others]]) => {
    const [field = '', list = '', asked = ''] = key.split('\n');
    const text = `${field} asked ${asked} ${others.length + 1} times, once for each item of ${list}: a batch asks once`;
    return { text, source: requestBefore(first)?.source?.() ?? null };
  });
}

/** The handler that made what a data source was asked. */
export function requestBefore(asked: RawSpan | undefined): RawSpan | null {
  if (!asked) return null;
  const { record, parent, number } = asked;
  return (
    record.spans.findLast(
      (span) => span.step !== null && span.parent === parent && span.number < number,
    ) ?? null
  );
}

/** A refusal of a data source that is not the field's: its response handler did not look at it. */
function passedOver({ spans }: RawRecord): TraceHint[] {
  return spans.flatMap((span) => {
    const { kind, name, error, parent } = span;
    const field = spans[(parent ?? 0) - 1];
    if (kind !== 'data-source' || error === null || field?.error !== null) return [];
    // A condition that does not hold is an answer.
    if (/ConditionalCheck|TransactionCanceled/.test(error.type ?? '')) return [];
    const text = `${field.name} went on although ${name} failed: ${error.message} ctx.error tells the response handler`;
    return [{ text, source: requestBefore(span)?.source?.() ?? error.source }];
  });
}

/** NONE has no operation in its name, and what is asked in a batch is asked with others. */
const asksAlone = ({ kind, name }: RawSpan): boolean =>
  kind === 'data-source' && name.includes(' ') && !name.startsWith('Batch');

/** The list that a field is below, `orders.*.lines`; null when it is below none. */
function listOf({ path }: RawSpan): string | null {
  let item = path?.prev;
  while (item && typeof item.key !== 'number') item = item.prev;
  if (!item) return null;
  const keys: string[] = [];
  for (let step = item.prev; step; step = step.prev) {
    keys.unshift(typeof step.key === 'number' ? '*' : step.key);
  }
  return keys.join('.');
}

/** The same call of a service, over and over in one run of a function. */
function repeatedCalls({ kind, name, spans, place }: RawRecord): TraceHint[] {
  if (kind !== 'invocation') return [];
  const groups = new Map<string, RawSpan[]>();
  for (const span of spans) if (span.kind === 'call') addTo(groups, span.name, span);
  return many(groups).map(([call, { length }]) => ({
    text: `${name} made ${length} calls of ${call} in one run`,
    source: place?.() ?? null,
  }));
}

/** What a table was asked that it did not take. */
function failedCalls({ spans, outcome }: RawRecord): TraceHint[] {
  return spans.flatMap(({ kind, name, error, request }) => {
    if (kind !== 'call' || error === null || request === null) return [];
    const { ConditionExpression: condition, Key, ...input } = inputOf(request);
    if (error.type === 'ConditionalCheckFailedException') {
      // Code that goes on has expected it.
      if (outcome === 'succeeded' || typeof condition !== 'string') return [];
      const text = named(condition, input['ExpressionAttributeNames']);
      return [{ text: `${name} had the condition ${text}`, source: null }];
    }
    if (error.type !== 'ValidationException' || !isObject(Key)) return [];
    return [{ text: `${name} had the key ${Object.keys(Key).join(', ')}`, source: null }];
  });
}

/** What a function was waiting for when its time was over. */
function waited({ errors, spans }: RawRecord): TraceHint[] {
  if (errors[0]?.type !== 'Sandbox.Timedout') return [];
  const open = spans.filter(({ kind, ms }) => kind === 'call' && ms === null);
  if (open.length === 0) return [];
  const names = [...new Set(open.map(({ name }) => name))].join(', ');
  return [{ text: `It waited for the answer of ${names}`, source: null }];
}

const inputOf = (request: string): Readonly<Record<string, unknown>> => parseObject(request) ?? {};

/** An expression with its `#names` put in: values stay away. */
const named = (expression: string, names: unknown): string =>
  expression.replaceAll(/#\w+/g, (name) =>
    isObject(names) && typeof names[name] === 'string' ? names[name] : name,
  );

function addTo(groups: Map<string, RawSpan[]>, key: string, span: RawSpan): void {
  const group = groups.get(key);
  if (group) group.push(span);
  else groups.set(key, [span]);
}

const many = (groups: ReadonlyMap<string, RawSpan[]>): [string, RawSpan[]][] =>
  [...groups].filter(([, { length }]) => length >= MANY);
