import { CONTESTANT_TITLES } from '../contestants/contestant.ts';
import { number } from '../page/format.ts';
import { footprintsTable } from './footprints-table.ts';
import { throughputTable } from './throughput-table.ts';
import type { ThroughputResults } from './types.ts';

/** What the page says of throughput. */
export function throughputSection(results: ThroughputResults): string {
  const { samples } = results;
  return [
    INTRODUCTION,
    '### 1 client',
    throughputTable(samples, 1),
    '### 32 clients',
    throughputTable(samples, 32),
    '### Memory and start',
    footprintsTable(results),
    '### How to read it',
    howToRead(results),
  ].join('\n\n');
}

const INTRODUCTION = `The same fields asked of this engine, of Amplify's simulator of AppSync, of a GraphQL server made by
hand and of the least that a GraphQL server can be.`;

function howToRead({ samples, footprints, options }: ThroughputResults): string {
  const busy = Math.max(...samples.map(({ generatorBusy }) => generatorBusy));
  const dropped = samples.reduce((sum, sample) => sum + sample.dropped, 0);
  const versions = footprints.flatMap(({ contestant, versions: own }) =>
    Object.entries(own).map(
      ([name, version]) => `${name} ${version} (${CONTESTANT_TITLES[contestant]})`,
    ),
  );
  return `Every contestant runs in a process of its own, all at the same time, against the same table of one DynamoDB
engine. They take turns at each single measurement of ${options.seconds} s, ${options.rounds} rounds long, each round beginning with
another one; what else the machine does hits all alike. Each client sends its next request when it has
the answer to the last one, on a connection that it keeps. Every answer is compared with the right one,
and a single wrong one ends the run: nobody wins by failing.

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
- The load generator was busy for ${number(busy * 100)} % of the time at most. Near 100 % it would be
  what is measured. Connections that a server closed under way, whose requests were sent again: ${dropped}.
- On few cores, load generator, contestant and DynamoDB engine share them, which favours nobody but
  makes differences between the DynamoDB fields smaller than they are.
- Versions: ${versions.join('; ')}.`;
}
