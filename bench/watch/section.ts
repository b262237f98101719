import { number, table } from '../page/format.ts';
import type { Goal } from '../part.ts';
import { percentile } from '../statistics.ts';
import { SAVED, type Saved, type WatchResults } from './types.ts';

/** What was saved, in words, and milliseconds within which it answers anew. */
const KINDS: Readonly<Record<Saved, { readonly title: string; readonly goal: number }>> = {
  resolver: { title: 'a resolver (`resolvers/Query.userStats.ts`)', goal: 300 },
  function: { title: 'a function (`functions/export-user/`), its cold start included', goal: 500 },
  schema: { title: '`schema.graphql`', goal: 1_000 },
};

const ofAll = (times: readonly number[], share: number): number =>
  percentile(
    times.toSorted((one, other) => one - other),
    share,
  );

/** What the page says of saves. */
export function watchSection(results: WatchResults): string {
  const rows = SAVED.map((saved) => {
    const times = results[saved];
    const share = (of: number): string => number(ofAll(times, of));
    return [KINDS[saved].title, String(times.length), share(0.5), share(0.95)];
  });
  return [
    'From the moment that a file of this project is saved until a request gets the new answer, asked one after ' +
      'the other meanwhile. Of a schema the types and a synthesis follow in the background, and are waited for before ' +
      'the next save.',
    table(['saved', 'saves', 'p50 ms', 'p95 ms'], rows, 1),
    DOCUMENTED,
  ].join('\n\n');
}

/** Not measured here: there is no AWS. */
const DOCUMENTED = `What the others document of themselves, on AWS, not measured here:

${table(
  ['who', 'what is saved', 'until', 'documented', 'by'],
  [
    [
      '`cdk watch`',
      "a function's code, by hotswap",
      'it is deployed',
      '8,110 ms (synthesis 5,570, deployment 2,540)',
      '[AWS CDK Workshop](https://cdkworkshop.com/20-typescript/30-hello-cdk/300-cdk-watch.html)',
    ],
    ['`cdk deploy`', 'the same, without hotswap', 'it is deployed', '72,820 ms', 'the same page'],
    [
      '`sst dev`',
      "a function's code",
      'it is reloaded; requests then go from AWS to the laptop and back',
      '"under 10ms"',
      '[SST, Live](https://sst.dev/docs/live)',
    ],
  ],
  5,
)}

Resolvers and schemas are hotswapped by \`cdk watch\` too, and no figure is documented; SST has no counterpart.`;

/** What a save promises. */
export const watchGoals = (results: WatchResults): readonly Goal[] =>
  SAVED.map((saved) => {
    const median = ofAll(results[saved], 0.5);
    const { goal } = KINDS[saved];
    return {
      text: `a saved ${saved} answers anew in under ${number(goal)} ms (p50)`,
      measured: `${number(median)} ms, p95 ${number(ofAll(results[saved], 0.95))} ms`,
      isMet: median < goal,
    };
  });
