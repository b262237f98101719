import { FIELD_TITLES } from '../app/fields.ts';
import { megabytes, number, percent, table } from '../page/format.ts';
import type { Goal } from '../part.ts';
import { median } from '../statistics.ts';
import { TRACED_FIELDS, type TracingResults } from './types.ts';

type TracedField = (typeof TRACED_FIELDS)[number];

const MOST = 0.1;
const MAX_MEMORY = 150e6;

/** What the page says of the memory of requests. */
export function tracingSection({ rounds, memory }: TracingResults): string {
  const rows = TRACED_FIELDS.map((field) => [
    FIELD_TITLES[field],
    ...(['off', 'on'] as const).map((engine) =>
      number(median(rounds.map((round) => round[field][engine].requestsPerSecond))),
    ),
    ...(['off', 'on'] as const).map((engine) =>
      number(median(rounds.map((round) => round[field][engine].cpu)) * 1_000),
    ),
    percent(costOf(rounds, field)),
  ]);
  return `The engine as \`npm start\` runs it, which remembers what it is asked for \`/_local/traces\`, next to one with
\`--no-traces\`. 32 clients ask both in turns, ${rounds.length} times each, of engines started anew several times, for
compiled code differs from start to start; the cost is the processor time of a request, the median of
the rounds' own ratios: what else the machine does changes the rates more than remembering does. Of a load like this hardly
anything is recorded (local/docs/tracing.md says what).

${table(['field', 'requests/s without', 'with', 'CPU µs a request without', 'with', 'cost'], rows)}

Memory after the load: ${megabytes(memory.on)} with, ${megabytes(memory.off)} without.`;
}

/** What it may cost. */
export function tracingGoals({ rounds, memory }: TracingResults): readonly Goal[] {
  const cost = costOf(rounds, 'none');
  return [
    {
      text: 'remembering requests: at most 10 % of the NONE field, 32 clients',
      measured: percent(cost),
      isMet: cost <= MOST,
    },
    {
      text: 'remembering requests: memory after the load below 150 MB',
      measured: megabytes(memory.on),
      isMet: memory.on < MAX_MEMORY,
    },
  ];
}

const costOf = (rounds: TracingResults['rounds'], field: TracedField): number =>
  median(rounds.map((round) => round[field].on.cpu / round[field].off.cpu)) - 1;
