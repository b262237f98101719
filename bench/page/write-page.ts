import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { CONTESTANT_TITLES } from '../contestants/contestant.ts';
import { ROOT } from '../folders.ts';
import type { BenchOptions } from '../options.ts';
import type { Results } from '../results.ts';
import { footprintsTable } from './footprints.ts';
import { number } from './format.ts';
import { goalsTable } from './goals.ts';
import { throughputTable } from './throughput.ts';
import { unitCostsTable } from './unit-costs-table.ts';

/** Writes the page with all results. */
export async function writePage(
  file: string,
  results: Results,
  options: BenchOptions,
): Promise<void> {
  const text = sections(results, options).join('\n\n');
  const style = await resolveConfig(file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await format(text, { ...style, parser: 'markdown' }));
}

function sections(results: Results, options: BenchOptions): readonly string[] {
  const { samples } = results.measurements;
  const busy = Math.max(...samples.map(({ generatorBusy }) => generatorBusy));
  const dropped = samples.reduce((sum, sample) => sum + sample.dropped, 0);
  return [
    '# Performance',
    'Written by `npm run bench`; edit `bench/page/` instead of this file.',
    ...(options.quick ? ['**A smoke run: these figures mean nothing.**'] : []),
    facts(results),
    '## Goals',
    goalsTable(results),
    '## Throughput, 1 client',
    throughputTable(samples, 1),
    '## Throughput, 32 clients',
    throughputTable(samples, 32),
    '## Memory and start',
    footprintsTable(results),
    '## How to read this',
    howToRead(options, busy, dropped),
    '## How to repeat it',
    HOW_TO_REPEAT,
    ...(results.unitCosts
      ? [
          "## What this project's operations cost in DynamoDB",
          UNIT_COSTS,
          unitCostsTable(results.unitCosts),
        ]
      : []),
  ];
}

function facts({ measurements, dynamodb, loadAverage }: Results): string {
  const { graphql } = dependencies();
  const versions = [...measurements.footprints].flatMap(([name, footprint]) =>
    Object.entries(footprint.versions).map(
      ([packageName, version]) => `${packageName} ${version} (${CONTESTANT_TITLES[name]})`,
    ),
  );
  const { model = 'unknown processor' } = cpus()[0] ?? {};
  return [
    `- ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node} on ${process.platform} ${process.arch}`,
    `- ${availableParallelism()} cores (${model.trim()}), ${number(totalmem() / 1e9)} GB of memory, load average before the run ${number(loadAverage, 1)} (0: nothing else to do)`,
    `- graphql ${graphql ?? ''} (this engine); ${versions.join('; ')}`,
    `- one DynamoDB engine for everybody: ${dynamodb}`,
  ].join('\n');
}

function dependencies(): Readonly<Record<string, string>> {
  const file = join(ROOT, 'node_modules', 'graphql', 'package.json');
  return { graphql: (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version };
}

function howToRead(
  { rounds, seconds }: BenchOptions,
  generatorBusy: number,
  dropped: number,
): string {
  return `Every contestant runs in a process of its own, all at the same time, against the same table. They take
turns at each single measurement of ${seconds} s, ${rounds} rounds long, each round beginning with another one; what
else the machine does hits all alike. Each client sends its next request when it has the answer to the
last one, on a connection that it keeps. Every answer is compared with the right one, and a single
wrong one ends the run: nobody wins by failing.

- **requests/s, p50, p99**: medians of the rounds. The ratios are medians of the rounds' own ratios,
  and the figures to compare between machines and days.
- **this engine** runs by its own command with the synthesized app in \`bench/app\`, as it would be
  deployed: APPSYNC_JS resolvers in their sandbox, a Lambda function in its worker thread, a Cognito
  access token whose signature is checked (once, then it is remembered until it expires).
- **Amplify simulator** runs the same app in VTL with the function in process. It reads the token and
  believes it.
- **graphql-yoga, by hand** and **the floor** have no AppSync, no Lambda and no authorization: resolvers
  in TypeScript that call DynamoDB with the AWS SDK and the function directly. Both keep parsed and
  validated documents. The floor is a bare HTTP server around graphql-js.
- **start** is the time from the start of the process until it answers, with Node's own start in it. The
  DynamoDB engine runs already.
- **memory** is the resident set of the process, worker threads included, the DynamoDB engine's not.
- The load generator was busy for ${number(generatorBusy * 100)} % of the time at most. Near 100 % it would be
  what is measured. Connections that a server closed under way, whose requests were sent again: ${dropped}.
- On few cores, load generator, contestant and DynamoDB engine share them, which favours nobody but
  makes differences between the DynamoDB fields smaller than they are.`;
}

const HOW_TO_REPEAT = `\`\`\`sh
npm run bench                 # about 5 minutes, and once the installation of the peers
npm run bench -- --rounds 7   # steadier medians
npm run bench -- --quick      # only shows that it runs; writes .local/bench/performance.md
\`\`\`

The peers come into \`.local/bench/peers/\` from the lockfiles in \`bench/peers/\`, never into this project's
own packages. Run it on a machine that does nothing else.`;

const UNIT_COSTS = `Measured, not computed: a proxy before the DynamoDB engine adds \`ReturnConsumedCapacity\` to every call
of a running system and adds up the answers, while each operation is done once. RCU and WCU are what
the caller waits for; *after* is what the functions behind the table's stream add for the same change,
and for the changes they make themselves. Users are below 1 KB. By AWS's rules a consistent read is
1 RCU for 4 KB, an eventually consistent one half of it; a write is 1 WCU for 1 KB, twice that in a
transaction, and 1 more for each index that holds the item (every one holds the whole user), 2 where
the index's own key changes. Reading the stream costs the functions nothing. The DynamoDB engine
counts by these rules, and the figures are the engine's, not AWS's: whether AWS doubles the units of
indexes in a transaction is not documented, and the engine does not.`;
