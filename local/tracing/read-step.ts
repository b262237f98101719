import type { RaisedError } from '../appsync-js/types.ts';
import type { RawStep, TraceError } from './types.ts';

/** The realm's answer, as far as it is shown. */
interface Output {
  readonly outcome: {
    readonly kind: 'returned' | 'earlyReturn' | 'error' | 'unauthorized' | 'threw';
    readonly value?: unknown;
    readonly error?: RaisedError;
    readonly name?: string;
    readonly text?: string;
    readonly stack?: string;
  };
  readonly stash?: unknown;
  readonly appended?: readonly RaisedError[];
  readonly logs?: readonly { readonly level: 'INFO' | 'ERROR'; readonly text: string }[];
  /** Where util.error or util.unauthorized was called. */
  readonly stack?: string;
}

/** What a handler read, returned and said. */
export interface ReadStep {
  readonly context: Readonly<Record<string, unknown>>;
  readonly value: unknown;
  readonly stash: unknown;
  readonly error: TraceError | null;
  readonly logs: NonNullable<Output['logs']>;
}

/** Reads what the runtime kept as text. */
export function readStep({ input, output, placeOf }: RawStep): ReadStep {
  const { outcome, stash = {}, logs = [], stack } = JSON.parse(output) as Output;
  return {
    context: JSON.parse(input) as ReadStep['context'],
    value: outcome.value,
    stash,
    error: errorOf(outcome, stack, placeOf),
    logs,
  };
}

function errorOf(
  { kind, error, name = 'Error', text = '', stack: thrown }: Output['outcome'],
  raised: string | undefined,
  placeOf: RawStep['placeOf'],
): TraceError | null {
  const place = raised === undefined ? null : placeOf(raised);
  if (kind === 'error' && error) {
    return { type: error.errorType, message: error.message, source: place };
  }
  if (kind === 'unauthorized') {
    return { type: 'Unauthorized', message: 'util.unauthorized()', source: place };
  }
  if (kind !== 'threw') return null;
  return { type: name, message: text, source: placeOf(thrown ?? '') };
}
