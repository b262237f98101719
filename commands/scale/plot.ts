import { count } from '../cost/report.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { simulate, type Run } from './simulate.ts';
import { polyline, svg, type Point } from '../svg.ts';

const WIDTH = 860;
const PANEL = 250;
const LEFT = 92;
const RIGHT = 24;
const TOP = 34;
const BOTTOM = 46;
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
    height: PANEL * SHOWN.length,
    label: 'How much waits over hours',
    parts: SHOWN.map((scenario, index) => panel(scenario, index * PANEL)),
  });
}

function panel(scenario: Scenario, offset: number): string {
  const { name, load, lasts, raised } = scenario;
  const runs = [simulate(load, lasts), simulate(load, lasts, raised)];
  const hours = Math.max(...runs.map(({ seconds }) => seconds.length)) / HOUR;
  const most = Math.max(...runs.map(({ mostBacklog }) => mostBacklog));
  const x = (hour: number): number => LEFT + (hour / hours) * (WIDTH - LEFT - RIGHT);
  const y = (waiting: number): number => TOP + (1 - waiting / most) * (PANEL - TOP - BOTTOM);
  const lines = LINES.map(({ colour, dashes, label }, index) => {
    const run = runs[index];
    const points = run ? pointsOf(run).map(([hour, waiting]): Point => [x(hour), y(waiting)]) : [];
    return `${polyline(points, { colour, width: 2, dashes })}
<text x="${WIDTH - RIGHT}" y="${TOP + 14 + index * 18}" text-anchor="end" fill="${colour}">${label}</text>`;
  });
  const bottom = PANEL - BOTTOM;
  return `<g transform="translate(0 ${offset})">
<text x="${LEFT}" y="20" fill="#111" font-weight="bold">${name}: how many wait</text>
<path d="M${LEFT} ${TOP}V${bottom}H${WIDTH - RIGHT}" fill="none" stroke="#999"/>
<text x="${LEFT - 8}" y="${TOP + 5}" text-anchor="end" fill="#333">${count(most)}</text>
<text x="${LEFT - 8}" y="${bottom + 4}" text-anchor="end" fill="#333">0</text>
<text x="${LEFT}" y="${bottom + 18}" fill="#333">0</text>
<text x="${WIDTH - RIGHT}" y="${bottom + 18}" text-anchor="end" fill="#333">${hours.toFixed(1)} hours</text>
${lines.join('\n')}
</g>`;
}

/** Hours and what waits, at so many moments as can be seen. */
function pointsOf({ seconds }: Run): readonly (readonly [hour: number, waiting: number])[] {
  const step = Math.max(1, Math.floor(seconds.length / POINTS));
  const shown = seconds.filter(({ second }) => second % step === 0);
  const last = seconds.at(-1);
  return [...shown, ...(last ? [last] : [])].map(({ second, backlog }) => [second / HOUR, backlog]);
}
