import { parseArgs } from 'node:util';
import { readArguments } from '../program.ts';
import { UsageError } from '../users/errors.ts';

/** What a directory is used for in a month. */
export interface Usage {
  /** People who sign in or are changed in the month, as Cognito counts them. */
  readonly users: number;
  /** Queries. */
  readonly reads: number;
  /** Mutations that change a user. */
  readonly writes: number;
  readonly signIns: number;
  /** Connections that listen for changes, all month long. */
  readonly subscribers: number;
  /** How many of them hear of a change. */
  readonly deliveries: number;
}

const FLAGS = {
  users: 'users',
  reads: 'reads',
  writes: 'writes',
  'sign-ins': 'signIns',
  subscribers: 'subscribers',
  deliveries: 'deliveries',
} as const satisfies Readonly<Record<string, keyof Usage>>;

/** Told by `npm run cost -- --help`. */
export const HELP = `What a month costs on AWS, by service, from the measured units of each operation.

  npm run cost -- --users N --reads N --writes N --sign-ins N --subscribers N

  --users        people who sign in or are changed in the month
  --reads        queries of the month
  --writes       mutations of the month that change a user
  --sign-ins     sign-ins of the month
  --subscribers  connections that listen for changes, all month long
  --deliveries   how many of them hear of a change; all, unless told
  --page         writes docs/cost.md and its plot instead

What is not told is 0. Prices and assumptions: docs/cost.md.
`;

/**
 * Reads the arguments.
 * @throws UsageError that names the flag and the rule
 */
export function readUsage(args: readonly string[]): Usage {
  const told = readFlags(args);
  const numbers = Object.entries(FLAGS).map(([flag, name]) => {
    const text = told[flag];
    if (text === undefined) return [name, 0] as const;
    if (!/^\d{1,15}$/u.test(text)) {
      throw new UsageError(`--${flag} is a whole number, such as 1000000, and not "${text}"`);
    }
    return [name, Number(text)] as const;
  });
  const usage = Object.fromEntries(numbers) as Record<keyof Usage, number>;
  return told['deliveries'] === undefined ? { ...usage, deliveries: usage.subscribers } : usage;
}

function readFlags(args: readonly string[]): Readonly<Partial<Record<string, string>>> {
  const text = { type: 'string' } as const;
  const options = Object.fromEntries(Object.keys(FLAGS).map((flag) => [flag, text]));
  return readArguments(
    () => parseArgs({ args: [...args], options, strict: true }).values,
    `\n\n${HELP}`,
  );
}
