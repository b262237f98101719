import { fixed, polyline, svg, type Point } from '../svg.ts';
import { count } from './report.ts';
import { REQUESTS, SERIES, usageOf } from './scenarios.ts';

const WIDTH = 860;
const HEIGHT = 480;
const LEFT = 92;
const RIGHT = 220;
const TOP = 24;
const BOTTOM = 56;

/** Powers of ten of the axes. */
const X = { from: 3, to: Math.log10(3.6e9) };
const Y = { from: 0, to: 7 };

/** Told apart by people who see fewer colours, too: Okabe and Ito's. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9'];
const DASHES = ['', '7 4', '2 3', '10 3 2 3', '5 2'];

/** Where labels of lines that end close together stand apart. */
const LABEL_HEIGHT = 16;

const x = (requests: number): number =>
  LEFT + ((Math.log10(requests) - X.from) / (X.to - X.from)) * (WIDTH - LEFT - RIGHT);

const y = (usd: number): number =>
  TOP + (1 - (Math.log10(Math.max(1, usd)) - Y.from) / (Y.to - Y.from)) * (HEIGHT - TOP - BOTTOM);

const POINTS_PER_DECADE = 8;

/** Requests to draw at: several in each power of ten. */
function steps(): readonly number[] {
  const last = Math.floor((X.to - X.from) * POINTS_PER_DECADE);
  const powers = Array.from({ length: last + 1 }, (_, n) => X.from + n / POINTS_PER_DECADE);
  return [...powers.map((power) => 10 ** power), REQUESTS[REQUESTS.length - 1] ?? 1];
}

/** The plot of docs/cost.md: USD of a month over its requests, both in powers of ten. */
export function plot(): string {
  const last = usageOf(3.6e9);
  const labels = placeLabels(SERIES.map(({ usd }) => y(usd(last))));
  const parts = [
    ...gridOf(),
    ...SERIES.flatMap(({ name, usd }, index) => {
      const points = steps().map((at): Point => [x(at), y(usd(usageOf(at)))]);
      const colour = COLOURS[index] ?? '#000';
      const width = index === 0 ? 3 : 2;
      return [
        polyline(points, { colour, width, dashes: DASHES[index] ?? '' }),
        `<text x="${WIDTH - RIGHT + 8}" y="${fixed((labels[index] ?? 0) + 4)}" fill="${colour}">${name}</text>`,
      ];
    }),
  ];
  const label = 'USD a month over requests a month';
  return svg({ width: WIDTH, height: HEIGHT, label, parts });
}

function gridOf(): readonly string[] {
  const across = Array.from({ length: Y.to - Y.from + 1 }, (_, n) => {
    const usd = 10 ** (Y.from + n);
    return `<path d="M${LEFT} ${fixed(y(usd))}H${WIDTH - RIGHT}" stroke="#ddd"/><text x="${LEFT - 8}" y="${fixed(y(usd) + 4)}" text-anchor="end" fill="#333">${count(usd)}</text>`;
  });
  const down = REQUESTS.map((at) => {
    const label = at >= 1e9 ? `${at / 1e9} bn` : at >= 1e6 ? `${at / 1e6} m` : count(at);
    return `<path d="M${fixed(x(at))} ${TOP}V${HEIGHT - BOTTOM}" stroke="#ddd"/><text x="${fixed(x(at))}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#333">${label}</text>`;
  });
  const middle = (LEFT + WIDTH - RIGHT) / 2;
  return [
    ...across,
    ...down,
    `<text x="${middle}" y="${HEIGHT - 12}" text-anchor="middle" fill="#333">queries and mutations a month</text>`,
    `<text transform="translate(16 ${(HEIGHT - BOTTOM + TOP) / 2}) rotate(-90)" text-anchor="middle" fill="#333">USD a month</text>`,
  ];
}

/** Heights near the wanted ones, each apart from the next. */
function placeLabels(wanted: readonly number[]): readonly number[] {
  const order = wanted
    .map((at, index) => ({ at, index }))
    .toSorted((one, other) => one.at - other.at);
  const placed: number[] = [];
  let free = TOP;
  for (const { at, index } of order) {
    const here = Math.max(at, free);
    placed[index] = here;
    free = here + LABEL_HEIGHT;
  }
  return placed;
}
