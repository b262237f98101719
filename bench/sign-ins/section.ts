import { number, spread, table } from '../page/format.ts';
import type { Goal } from '../part.ts';
import { median } from '../statistics.ts';
import { OPERATION_NAMES, OPERATIONS, type OperationName } from './operations.ts';
import type { Pair, SignInResults } from './types.ts';

const MAX_APART = 0.2;
const SECOND = 1_000; // milliseconds

/** What the page says of user pools. */
export function signInSection(results: SignInResults): string {
  const { sizes, rounds } = results;
  const rows = OPERATION_NAMES.map((name) => [
    OPERATIONS[name].title,
    ...(['few', 'many'] as const).map((size) => spread(rates(results, name, size))),
    ...(['few', 'many'] as const).map((size) =>
      number(median(rounds.map((round) => round[name][size])), 2),
    ),
    number(ratio(results, name), 2),
  ]);
  const head = [
    'operation',
    `a second, ${number(sizes.few)} users: median [min..max]`,
    `a second, ${number(sizes.many)} users`,
    `ms, ${number(sizes.few)}`,
    `ms, ${number(sizes.many)}`,
    'ratio',
  ];
  return `${INTRODUCTION}\n\n${table(head, rows)}\n\n${howToRead(results)}`;
}

/** The ratios of the rounds: how many times as many a second in the large pool as in the small one. */
function ratio({ rounds }: SignInResults, name: OperationName): number {
  return median(rounds.map((round) => round[name].few / round[name].many));
}

const rates = (
  { rounds }: SignInResults,
  name: OperationName,
  size: keyof Pair,
): readonly number[] => rounds.map((round) => SECOND / round[name][size]);

/** The sign-ins' rates are near each other. */
export function signInGoals(results: SignInResults): readonly Goal[] {
  return (['password', 'srp'] as const).map((name) => {
    const apart = Math.abs(ratio(results, name) - 1);
    const { few, many } = results.sizes;
    return {
      text: `${OPERATIONS[name].title}: as many a second at ${number(many)} users as at ${number(few)}, at most 20 % apart`,
      measured: `${number(apart * 100, 1)} % apart`,
      isMet: apart <= MAX_APART,
    };
  });
}

const INTRODUCTION = `One user pool with few and one with many users: does it matter how many there are?`;

const howToRead = ({
  rounds,
}: SignInResults): string => `- Each pool is this engine's Cognito in a process of its own, without triggers; the users are put
  into its store directly. They take turns at each single operation, ${rounds.length} rounds long. **ratio** is the median of
  the rounds' own ratios: 1 means that the number of users does not matter.
- **a second** and **ms** are of one client that waits for each answer, and count the time that it waits:
  what the pool does, and the way there and back. In SRP the client has much to compute before each of its
  two requests; that happens in another process while the pool rests, and is not counted.
- A sign-in with a password costs the pool one exponentiation in a group of 3,072 bits, one with SRP
  three, and each two signatures of tokens (RS256): that is most of it, as it is meant to be.
- Every sign-in is of another user than the one before, all over the pool. Every answer must hold tokens.`;
