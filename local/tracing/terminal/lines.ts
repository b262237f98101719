import picocolors from 'picocolors';
import type { TraceError, TraceKind, TraceSummary, TraceUnits } from '../types.ts';
import { withoutPersonal } from './masking.ts';

/** How lines look. */
export interface LineOptions {
  readonly colours: boolean;
  /** Shows addresses and phone numbers of people. */
  readonly showsValues: boolean;
}

/** Headings of what is not a GraphQL operation, which says by itself what it is. */
const TITLES: Readonly<Record<TraceKind, string>> = {
  request: '',
  subscription: '',
  delivery: 'delivery of ',
  publish: 'publish on ',
  invocation: 'function ',
  cognito: 'cognito ',
  mail: 'mail ',
  stream: 'stream of ',
  queue: 'queue of ',
  event: 'event for ',
  schedule: 'schedule ',
  execution: 'execution of ',
  call: '',
};

/**
 * `12:00:01.123  query getUser  ann (Admins)  12 ms  0.5 RCU  failed`, and below it why and where.
 */
export function createLineWriter({ colours, showsValues }: LineOptions) {
  const paint = picocolors.createColors(colours);
  const shown = (text: string): string => (showsValues ? text : withoutPersonal(text));
  const outcomes = {
    running: paint.dim('running'),
    succeeded: paint.green('ok'),
    failed: paint.red('failed'),
    refused: paint.yellow('refused'),
  };
  return (record: TraceSummary): string => {
    const { kind, name, caller, ms, units, outcome, error, hints, at } = record;
    const parts = [
      paint.dim(new Date(at).toTimeString().slice(0, 8) + millisecondsOf(at)),
      paint.bold(TITLES[kind] + name),
      caller === null ? '' : shown(caller),
      ms === null ? '' : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`,
      unitsText(units),
      outcomes[outcome],
    ].filter((part) => part !== '');
    const below = [
      ...(error === null ? [] : [paint.red(errorText(error, shown))]),
      ...hints.map(({ text, source }) =>
        paint.yellow([shown(text), source].filter((part) => part !== null).join('  ')),
      ),
    ];
    return [parts.join('  '), ...below].join('\n    ');
  };
}

const millisecondsOf = (at: number): string =>
  `.${String(at % 1_000)
    .slice(0, 3)
    .padStart(3, '0')}`;

function unitsText({ read, write }: TraceUnits): string {
  return [read > 0 ? `${read} RCU` : '', write > 0 ? `${write} WCU` : '']
    .filter((text) => text !== '')
    .join(' ');
}

/** `TypeError: cannot read  functions/create-user/index.ts:12:5  (at createUser)`. */
export function errorText(
  { type, message, source, stack = [], cause, path }: TraceError,
  shown: (text: string) => string,
): string {
  const text = shown(message).split('\n').slice(0, 5).join('\n    ');
  const outermost = stack.at(-1);
  const where = [
    source,
    // Many give up in a helper: the handler is what tells one from another.
    outermost !== undefined && fileOf(outermost) !== fileOf(source) ? `from ${outermost}` : null,
    path === undefined ? null : `(${path})`,
  ].filter((part) => part !== null);
  const line = [type === null ? text : `${type}: ${text}`, ...where].join('  ');
  return cause === undefined ? line : `${line}\n    because of ${shown(cause)}`;
}

/** Without line and column. */
const fileOf = (place: string | null): string => (place ?? '').replace(/(?::\d+)+$/, '');
