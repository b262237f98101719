import { megabytes, number, percent } from '../page/format.ts';
import type { Goal } from '../part.ts';
import { median } from '../statistics.ts';
import { ratio, samplesOf } from './samples.ts';
import type { ThroughputResults } from './types.ts';

const MAX_MEMORY = 150e6;
const MAX_START = 1; // second

/** What the engine promises, and whether it keeps it on this machine. */
export function throughputGoals(results: ThroughputResults): readonly Goal[] {
  return [...speedGoals(results), ...footprintGoals(results)];
}

function speedGoals(results: ThroughputResults): readonly Goal[] {
  const { samples } = results;
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
    ...templateGoals(results),
    {
      text: 'DynamoDB fields: at least 90 % of graphql-yoga (GetItem at 1 and 32 clients, Query at 1 and 32)',
      measured: dynamodb.map(percent).join(', '),
      isMet: dynamodb.every((share) => share >= 0.9),
    },
  ];
}

/** None for results that were measured before there was such a field. */
function templateGoals({ samples }: ThroughputResults): readonly Goal[] {
  const cell = { contestant: 'user-manager', field: 'template', clients: 32 } as const;
  if (samplesOf(samples, cell).length === 0) return [];
  const overAmplify = ratio(samples, cell, 'amplify');
  return [
    {
      text: 'field with mapping templates, 32 clients: at least 3 times the Amplify simulator',
      measured: `${number(overAmplify, 1)} times`,
      isMet: overAmplify >= 3,
    },
  ];
}

function footprintGoals({ footprints, project }: ThroughputResults): readonly Goal[] {
  const own = footprints.find(({ contestant }) => contestant === 'user-manager');
  const loaded = own?.loadedMemory ?? Number.NaN;
  const { idleMemory: idle } = project;
  const start = median(project.starts);
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
