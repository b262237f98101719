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
export function readStep({ input, output, placesOf }: RawStep): ReadStep {
  const { outcome, stash = {}, logs = [], stack } = JSON.parse(output) as Output;
  return {
    context: JSON.parse(input) as ReadStep['context'],
    value: outcome.value,
    stash,
    error: errorOf(outcome, stack, placesOf),
    logs,
  };
}

function errorOf(
  { kind, error, name = 'Error', text = '', stack: thrown }: Output['outcome'],
  raised: string | undefined,
  placesOf: RawStep['placesOf'],
): TraceError | null {
  const at = (text: string | undefined): Pick<TraceError, 'source' | 'stack'> => {
    const places = text === undefined ? [] : placesOf(text);
    return { source: places[0] ?? null, ...(places.length > 1 && { stack: places }) };
  };
  if (kind === 'error' && error) {
    return { type: error.errorType, message: error.message, ...at(raised) };
  }
  if (kind === 'unauthorized') {
    return { type: 'Unauthorized', message: 'util.unauthorized()', ...at(raised) };
  }
  if (kind !== 'threw') return null;
  return { type: name, message: text, ...at(thrown) };
}
