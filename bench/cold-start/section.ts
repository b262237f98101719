import { megabytes, number, spread, table } from '../page/format.ts';
import type { Goal } from '../part.ts';
import { median } from '../statistics.ts';
import type { ColdStart, ColdStartResults, Init } from './types.ts';

/** Of the naive bundle's processor time. */
const MOST = 0.5;
/** Bytes of a bundle. */
const LARGEST = 270_000;

/** What the page says of cold starts. */
export function coldStartSection(results: ColdStartResults): string {
  const rows = results.map((one) => [
    `\`${one.name}\``,
    ...[one.bytes.deployed, one.bytes.naive].map((bytes) => number(bytes / 1000)),
    ...[one.deployed, one.naive].map((inits) => spread(inits.map(({ cpu }) => cpu))),
    number(cpuRatio(one), 2),
    ...[one.deployed, one.naive].map((inits) => megabytes(memoryOf(one, inits))),
  ]);
  const head = ['function', 'KB', 'naive', 'CPU ms', 'naive', 'ratio', 'memory', 'naive'];
  return `${HOW_TO_READ}\n\n${table(head, rows)}`;
}

const HOW_TO_READ = `What the code of a function costs before it sees its first event: it is loaded in a new process of
Node 24, as Lambda does, without anything compiled before. **naive** is what esbuild makes of the same
source when nobody asks for more (one file of all that is imported, not minified, its source map read by
Node). The two take turns. **CPU ms** are of this machine's processor, not of Lambda's share of one;
compare the ratio. **memory** is beyond that of a process with an empty module. What a start does not load is not counted: the
121 KB that check phone numbers, which four functions load with the first number (docs/decisions/0022).`;

const cpuOf = (inits: readonly Init[]): number => median(inits.map(({ cpu }) => cpu));

const cpuRatio = ({ deployed, naive }: ColdStart): number => cpuOf(deployed) / cpuOf(naive);

function memoryOf({ empty }: ColdStart, inits: readonly Init[]): number {
  const all = (of: readonly Init[]): number => median(of.map(({ memory }) => memory));
  return all(inits) - all(empty);
}

/** What cold starts promise. */
export function coldStartGoals(results: ColdStartResults): readonly Goal[] {
  const ratios = results.map(cpuRatio);
  const sizes = results.map(({ bytes }) => bytes.deployed);
  return [
    {
      text: `cold start: at most ${number(MOST * 100)} % of the processor time of a naive bundle`,
      measured: ratios.map((ratio) => `${number(ratio * 100)} %`).join(', '),
      isMet: ratios.every((ratio) => ratio <= MOST),
    },
    {
      text: `what a function's start loads: at most ${number(LARGEST / 1000)} KB`,
      measured: sizes.map((size) => number(size / 1000)).join(', '),
      isMet: sizes.every((size) => size <= LARGEST),
    },
  ];
}
