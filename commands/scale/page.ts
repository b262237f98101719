import { count } from '../cost/report.ts';
import { table } from '../cost/table.ts';
import { DEMANDS } from './demands.ts';
import { drivenSection } from './driven/section.ts';
import { QUOTAS } from './quotas.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { limitsOf, simulate, type Run } from './simulate.ts';

/** docs/scale.md, but for its format. */
export function scalePage(): string {
  return [
    '# At what size what breaks',
    'Written by `npm run scale -- --page`; edit `commands/scale/` instead of this file.',
    `What happens with 10 million people, 50,000 requests a second, a million subscribers, an import of a million. A clock
that is not of this world ticks by the second: each lets through what the tightest of AWS's limits leaves of what an operation takes, and
the rest waits or is refused. What an operation takes is measured (docs/cost.md) but for what Cognito is asked, which is read from
\`functions/\`; how long functions run is assumed. **Nothing of this was seen on AWS.**`,
    '## What comes, and what breaks first',
    table(
      [
        'what comes',
        'limit that is met first',
        'served a second',
        'refused',
        'waits at most',
        'until all is done',
      ],
      SCENARIOS.map((each) => row(each, simulate(each.load, each.lasts))),
      2,
    ),
    'With what AWS is asked for beforehand:',
    table(
      [
        'what comes',
        'asked for',
        'served a second',
        'refused',
        'waits at most',
        'until all is done',
      ],
      SCENARIOS.map((each) => raisedRow(each, simulate(each.load, each.lasts, each.raised))),
      2,
    ),
    '![How much waits, with the limits of an account as it comes and with those asked for](scale.svg)',
    drivenSection(),
    WHAT_CHANGES,
    limits(),
    NOT_COUNTED,
    '',
  ].join('\n\n');
}

/** All of them, and how many operations each lets through. */
function limits(): string {
  const order = Object.entries(DEMANDS).map(([name, demand]) => {
    const each = limitsOf(demand).map(
      ({ limit, most }) => `${count(most)} by ${QUOTAS[limit].name}`,
    );
    return `- \`${name}\`: ${each.join('; ')}.`;
  });
  const rows = Object.values(QUOTAS).map(({ name, perSecond, unit, raised, source, known }) => [
    name,
    count(perSecond),
    unit,
    raised,
    `[${new URL(source).hostname}](${source})`,
    known,
  ]);
  return `## Limits in their order

How many operations a second each limit lets through; the first is what breaks, the next what breaks once that is raised.

${order.join('\n')}

## The limits

${table(['limit', 'a second', 'of what', 'raised', 'source', 'known by'], rows, 9)}`;
}

const row = ({ name }: Scenario, run: Run): readonly string[] => [
  name,
  run.limit === null ? 'none' : QUOTAS[run.limit].name,
  ...figures(run),
];

const raisedRow = ({ name, raised }: Scenario, run: Run): readonly string[] => [
  name,
  Object.entries(raised)
    .map(([limit, perSecond]) => `${QUOTAS[limit as keyof typeof QUOTAS].name} ${count(perSecond)}`)
    .join('; '),
  ...figures(run),
];

function figures({ seconds, mostServed, refused, mostBacklog }: Run): readonly string[] {
  return [count(mostServed), count(refused), count(mostBacklog), duration(seconds.length)];
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${count(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

const WHAT_CHANGES = `## What design changes then

- **Sign-ins.** Cognito is the first that breaks, long before anything of this stack, and its rates cost money to raise. Sessions of the app
  client are 30 days, so that people seldom sign in at once; refreshes are not sign-ins. Beyond what AWS gives for one account, people of
  several regions or kinds get pools in accounts of their own.
- **An import.** Each person is two calls that change Cognito, and the one that puts them into a group has half the rate, which AWS
  does not raise: a million take 11 hours whatever is asked for. The command slows down by
  itself when Cognito throttles. Whoever is in no group is a MEMBER to the API already, so an import of members could leave the group out; then
  it is as fast as creations are, and at 1,000 of them the last partition of \`byCreated\` comes next, as everybody new is last
  there: that index would be sharded by a digit of the id and read from all shards at once, as lists of one status or role are already
  ([0009](decisions/0009-two-indexes-an-order.md)). For an import that must not wait, a queue before Cognito, which it fills and a function empties at Cognito's pace.
- **Reads.** Each is one read unit of a partition of its own, so the table grows with them by itself, twice the last peak in half an hour; AppSync's
  tokens are asked for. A day that is known beforehand is told to DynamoDB as warm throughput.
- **Subscribers.** A broadcast of one change to a million is one second of AppSync's outbound messages, so what everybody hears must be rare:
  subscriptions with an id or filter, as this schema has. Clients that lost their connection come back spread over some
  minutes (\`client/\` waits longer each time, with a random part).
- **The counts** are one item: one transaction for each batch of the stream, 500 a second at most. Batches grow with the backlog, so that they
  hold 50,000 changes a second; beyond, the item is split in ten and \`userStats\` adds them up.`;

const NOT_COUNTED = `Not counted: retries of clients, which make an overload worse (the SDK's and \`client/\`'s wait longer each time); how fast Lambda
starts new environments (1,000 more each 10 seconds for a function); that a new table takes 4,000 write units a second at first; mails
(SES: as many a second as it has granted).`;
