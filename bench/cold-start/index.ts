import { statSync } from 'node:fs';
import type { BenchContext, BenchPart } from '../part.ts';
import { writeBundles } from './bundles.ts';
import { measureInit } from './init.ts';
import { coldStartGoals, coldStartSection } from './section.ts';
import type { ColdStart, ColdStartResults } from './types.ts';

/** One of each kind: a trigger, the table alone, with the user pool, with mail, a reader of the stream. */
const NAMES = [
  'record-sign-in',
  'suspend-user',
  'create-user',
  'update-user',
  'publish-changes',
  'sync-identity',
];

/** Processes of each bundle in a round. */
const PROCESSES = 5;

/** What the code of functions costs before the first event, next to a bundle nobody thought about. */
export const coldStart: BenchPart<ColdStartResults> = {
  name: 'cold-start',
  title: 'Cold starts of the functions',
  measure: (context) => Promise.resolve(measure(context)),
  section: coldStartSection,
  goals: coldStartGoals,
};

function measure({ options, tell }: BenchContext): ColdStartResults {
  const bundles = writeBundles(options.quick ? NAMES.slice(0, 1) : NAMES);
  const times = options.quick ? 1 : options.rounds * PROCESSES;
  return [...bundles].map(([name, { deployed, naive }]): ColdStart => {
    tell(`cold starts of ${name}`);
    const turns = Array.from({ length: times }, () => ({
      empty: measureInit(null, []),
      deployed: measureInit(deployed, []),
      naive: measureInit(naive, ['--enable-source-maps']),
    }));
    return {
      name,
      bytes: { deployed: statSync(deployed).size, naive: statSync(naive).size },
      deployed: turns.map((turn) => turn.deployed),
      naive: turns.map((turn) => turn.naive),
      empty: turns.map((turn) => turn.empty),
    };
  });
}
