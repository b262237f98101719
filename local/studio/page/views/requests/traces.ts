import type { TraceKind, TraceOutcome, TraceSummary } from '../../../../tracing/types.ts';
import type { Tone } from '../../ui/badge.tsx';

/** What the kinds are called. */
export const KINDS = {
  request: 'GraphQL',
  subscription: 'Subscription',
  delivery: 'Delivery',
  publish: 'Publish',
  invocation: 'Function',
  cognito: 'Cognito',
  mail: 'Mail',
  stream: 'Stream',
  queue: 'Queue',
  event: 'Event',
  schedule: 'Schedule',
  execution: 'State machine',
  call: 'SDK call',
} as const satisfies Readonly<Record<TraceKind, string>>;

/** What an outcome looks like. */
export const OUTCOMES = {
  running: 'info',
  succeeded: 'good',
  failed: 'bad',
  refused: 'warn',
} as const satisfies Readonly<Record<TraceOutcome, Tone>>;

/** Which records are shown; '' shows all. */
export interface TraceFilter {
  readonly kind: TraceKind | '';
  readonly outcome: TraceOutcome | '';
  readonly text: string;
}

const oneOf = <Name extends string>(names: Readonly<Record<Name, unknown>>, text: string) =>
  Object.hasOwn(names, text) ? (text as Name) : '';

/** What the address says. */
export const filterOf = (get: (name: string) => string): TraceFilter => ({
  kind: oneOf(KINDS, get('kind')),
  outcome: oneOf(OUTCOMES, get('outcome')),
  text: get('text'),
});

/** Whether a record that has just come is among those that are shown, as the engine itself would say. */
export function fits(
  { kind, outcome, name, caller, error, hints }: TraceSummary,
  filter: TraceFilter,
): boolean {
  if (filter.kind !== '' && filter.kind !== kind) return false;
  if (filter.outcome !== '' && filter.outcome !== outcome) return false;
  const odd = hints.map((hint) => hint.text);
  const text = [name, caller, error?.type, error?.message, ...odd].join('\n').toLowerCase();
  return text.includes(filter.text.toLowerCase());
}

/** Units in words; '' where none were used. */
export const unitsOf = ({ read, write }: TraceSummary['units']): string =>
  [read > 0 ? `${round(read)} RU` : '', write > 0 ? `${round(write)} WU` : '']
    .filter((part) => part !== '')
    .join(' ');

const round = (units: number): string => String(Math.round(units * 10) / 10);
