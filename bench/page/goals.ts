import type { Results } from '../results.ts';
import { median } from '../statistics.ts';
import { megabytes, number, percent, table } from './format.ts';
import { ratio } from './samples.ts';

interface Goal {
  readonly text: string;
  readonly measured: string;
  readonly isMet: boolean;
}

const MAX_MEMORY = 150e6;
const MAX_START = 1; // second

/** What the engine promises, and whether it keeps it on this machine. */
export function goalsTable(results: Results): string {
  const goals = [...throughputGoals(results), ...footprintGoals(results)];
  return table(
    ['goal', 'measured', ''],
    goals.map(({ text, measured, isMet }) => [text, measured, isMet ? 'met' : '**not met**']),
    3,
  );
}

function throughputGoals({ measurements: { samples } }: Results): readonly Goal[] {
  const none = { contestant: 'user-manager', field: 'none', clients: 32 } as const;
  const overAmplify = ratio(samples, none, 'amplify');
  const ofFloor = ratio(samples, none, 'node-http');
  const dynamodb = (['item', 'items'] as const).flatMap((field) =>
    ([1, 32] as const).map((clients) =>
      ratio(samples, { contestant: 'user-manager', field, clients }, 'graphql-yoga'),
    ),
  );
  return [
    {
      text: 'NONE field, 32 clients: at least 8 times the Amplify simulator',
      measured: `${number(overAmplify, 1)} times`,
      isMet: overAmplify >= 8,
    },
    {
      text: 'NONE field, 32 clients: at least 60 % of the floor',
      measured: percent(ofFloor),
      isMet: ofFloor >= 0.6,
    },
    {
      text: 'DynamoDB fields: at least 90 % of graphql-yoga (GetItem at 1 and 32 clients, Query at 1 and 32)',
      measured: dynamodb.map(percent).join(', '),
      isMet: dynamodb.every((share) => share >= 0.9),
    },
  ];
}

function footprintGoals({ measurements, project }: Results): readonly Goal[] {
  const own = measurements.footprints.get('user-manager');
  const loaded = own?.loadedMemory ?? Number.NaN;
  const idle = project?.idleMemory ?? own?.idleMemory ?? Number.NaN;
  const start = median(project?.starts ?? own?.starts ?? []);
  return [
    {
      text: 'memory of the engine: below 150 MB',
      measured: `${megabytes(idle)} idle, ${megabytes(loaded)} after the load`,
      isMet: idle < MAX_MEMORY && loaded < MAX_MEMORY,
    },
    {
      text: "start, assembly unchanged, without the DynamoDB engine's own time: below 1 s",
      measured: `${number(start, 2)} s`,
      isMet: start < MAX_START,
    },
  ];
}
