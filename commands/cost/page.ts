import { ALTERNATIVES } from './alternatives.ts';
import { ASSUMED, CONTAINER, MIX, PERSON } from './assumptions.ts';
import { billOf, totalOf } from './bill.ts';
import { MEASURED_UNITS } from './measured-units.ts';
import { FREE, PRICES, PRICES_OF, PRICES_REGION, type PriceName } from './prices.ts';
import { count, dollars } from './report.ts';
import { REQUESTS, SERIES, usageOf } from './scenarios.ts';
import { table } from './table.ts';

type Row = readonly string[];

/** docs/cost.md, but for its format. */
export function costPage(): string {
  return [
    '# What it costs',
    'Written by `npm run cost -- --page`; edit `commands/cost/` instead of this file.',
    `What a month costs on AWS in ${PRICES_REGION}, computed of what each operation was measured to take
(docs/performance.md) and of the prices below. \`npm run cost -- --users 20000 --reads 2000000 --writes 50000
--sign-ins 160000 --subscribers 50\` tells it of your own numbers.

**Nothing of this is from a bill.** No account was at hand and no page of AWS could be opened on ${PRICES_OF}: the
table of prices says how each is known. Look them up before you budget.`,
    '## From 1,000 to 3.6 billion requests a month',
    `A request is a query or mutation. A person does ${PERSON.reads + PERSON.writes} a month, ${PERSON.writes} of which change a user, and signs in ${PERSON.signIns}
times; of a hundred people ${PERSON.subscribers * 100} listens all month, and ${PERSON.deliveries} hear of a change. USD:`,
    table(['requests', 'people', ...SERIES.map(({ name }) => name)], REQUESTS.map(scenarioRow), 0),
    '![USD a month over requests a month, of this stack and four others](cost.svg)',
    ALTERNATIVES.map(({ name, lacks }) => `- **${name}**: ${lacks}.`).join('\n'),
    WHAT_DECIDES,
    '## Where it goes',
    whereItGoes(),
    '## What each operation takes',
    `Measured by \`npm run bench -- unit-costs\` on the running system, with all that follows: units of DynamoDB,
requests that AppSync bills (one more for each published change), invocations of Lambda. To those that read no
record of who asks, as a machine measured them, the bill adds 1 read unit.`,
    table(
      ['operation', 'share', 'read units', 'write units', 'requests', 'invocations'],
      Object.entries(MEASURED_UNITS).map(([name, { read, write, requests, invocations }]) => [
        `\`${name}\``,
        shareOf(name),
        ...[read, write, requests, invocations.length].map(count),
      ]),
      2,
    ),
    '## Prices',
    `Of ${PRICES_OF}, ${PRICES_REGION}, on demand, without discounts. Free is what AWS gives each month for ever.`,
    table(
      ['what', 'USD', 'free', 'source', 'known by'],
      Object.entries(PRICES).map(([name, { usd, per, unit, source, evidence }]) => [
        unit,
        `${usd} for ${count(per)}`,
        count(FREE[name as PriceName] ?? 0),
        `[${new URL(source).hostname.replace('www.', '')}](${source})`,
        evidence,
      ]),
      9,
    ),
    '## Assumed',
    'What only a deployment can tell, and what a directory is taken to be like:',
    table(
      ['what', 'value'],
      [...Object.entries(ASSUMED), ...Object.entries(CONTAINER)].map(([name, value]) => [
        name.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`),
        String(value),
      ]),
      1,
    ),
    `Not in it: the console's CloudFront (its free tier is 1 TB a month), queries of logs, tokens of
machine clients, support plans, and who looks after it all.`,
    '',
  ].join('\n\n');
}

const WHAT_DECIDES = `Up to some ten thousand people the firewall, the alarms and the metrics are most of the bill, and a stage without them costs
cents. Above that it is Cognito's price for each active person, which REST and containers pay, too; AppSync's requests
come next, far behind. Containers answer for less once there are more than ten million requests a month, and somebody
has to keep them. Only that everybody hears of everything makes it dear: a million changes heard by a thousand
consoles are 2,000 USD.`;

function scenarioRow(requests: number): Row {
  const usage = usageOf(requests);
  return [count(requests), count(usage.users), ...SERIES.map(({ usd }) => dollars(usd(usage)))];
}

/** Services by what they cost, at some sizes. */
function whereItGoes(): string {
  const sizes = [1e4, 1e6, 1e8, 3.6e9];
  const bills = sizes.map((requests) => billOf(usageOf(requests)));
  const services = [...new Set(bills.flat().map(({ service }) => service))];
  const rows = services.map((service) => [
    service,
    ...bills.map((bill) => {
      const usd = totalOf(bill.filter((line) => line.service === service));
      return `${dollars(usd)} (${Math.round((usd / totalOf(bill)) * 100)} %)`;
    }),
  ]);
  return table(['service', ...sizes.map(count)], rows, 1);
}

function shareOf(name: string): string {
  return Object.entries(MIX)
    .flatMap(([kind, shares]) =>
      Object.entries(shares)
        .filter(([operation]) => operation === name)
        .map(([, share]) => `${share * 100} % of ${KINDS[kind] ?? kind}`),
    )
    .join(', ');
}

const KINDS: Readonly<Record<string, string>> = { signIns: 'sign-ins' };
