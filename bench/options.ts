import { parseArgs } from 'node:util';

/** How much is measured. */
export interface BenchOptions {
  readonly help: boolean;
  /** A smoke run: nothing is installed, one short round, the page goes to the work folder. */
  readonly quick: boolean;
  /** The names of the parts to measure. */
  readonly parts: readonly string[];
  readonly rounds: number;
  /** Seconds of one measurement of throughput. */
  readonly seconds: number;
  /** Seconds before it that do not count. */
  readonly warmUp: number;
  /** Starts of each process whose time is taken. */
  readonly starts: number;
}

/** The text of `--help`. */
export const helpOf = (parts: readonly string[]): string =>
  `Measures the engine next to its peers and writes docs/performance.md.

  npm run bench [-- flags] [-- part...]

  parts: ${parts.join(', ')}; without one, all.
         The others keep the results of their last run.

  --rounds NUMBER    rounds, of which the median counts  (3)
  --seconds NUMBER   length of one measurement of throughput  (1.75)
  --quick            a smoke run: installs nothing, measures next to nothing,
                     keeps no results, writes .local/bench/performance.md
  --help             this text
`;

const FLAGS = {
  rounds: { type: 'string' },
  seconds: { type: 'string' },
  quick: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Reads the command line; throws on an unknown flag or part, or a bad value. */
export function readOptions(args: readonly string[], names: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: FLAGS,
    strict: true,
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(`There is no part "${unknown}"; there are ${names.join(', ')}`);
  }
  const quick = values.quick ?? false;
  return {
    help: values.help ?? false,
    quick,
    parts: positionals.length > 0 ? positionals : names,
    rounds: quick ? 1 : positive('rounds', values.rounds ?? '3'),
    seconds: quick ? 0.03 : positive('seconds', values.seconds ?? '1.75'),
    warmUp: quick ? 0 : 0.25,
    starts: quick ? 1 : 3,
  };
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new Error(`--${flag} ${text} is no positive number`);
}
