import { svg } from '../svg.ts';
import { panel, WIDTH } from './panel.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { simulate, type Run } from './simulate.ts';

const HEIGHT = 250;
const POINTS = 200;
const HOUR = 3600;

/** Those of whom so many wait that it shows. */
const SHOWN = SCENARIOS.filter(({ lasts, name }) => lasts > HOUR || name.includes('import'));

/** Colour and dashes of the two runs: as an account comes, and with what was asked for. */
const LINES = [
  { colour: '#d55e00', dashes: '', label: 'as an account comes' },
  { colour: '#0072b2', dashes: '7 4', label: 'with what was asked for' },
] as const;

/** docs/scale.svg: a panel for each, what waits over hours. */
export function plot(): string {
  return svg({
    width: WIDTH,
    height: HEIGHT * SHOWN.length,
    label: 'How much waits over hours',
    parts: SHOWN.map((scenario, index) => panelOf(scenario, index * HEIGHT)),
  });
}

function panelOf({ name, load, lasts, raised }: Scenario, offset: number): string {
  const runs = [simulate(load, lasts), simulate(load, lasts, raised)];
  const hours = Math.max(...runs.map(({ seconds }) => seconds.length)) / HOUR;
  return panel({
    name: `${name}: how many wait`,
    height: HEIGHT,
    offset,
    lines: runs.flatMap((run, index) => {
      const line = LINES[index];
      return line ? { ...line, points: pointsOf(run) } : [];
    }),
    end: hours,
    endLabel: `${hours.toFixed(1)} hours`,
  });
}

/** Hours and what waits, at so many moments as can be seen. */
function pointsOf({ seconds }: Run): readonly (readonly [hour: number, waiting: number])[] {
  const step = Math.max(1, Math.floor(seconds.length / POINTS));
  const shown = seconds.filter(({ second }) => second % step === 0);
  const last = seconds.at(-1);
  return [...shown, ...(last ? [last] : [])].map(({ second, backlog }) => [second / HOUR, backlog]);
}
