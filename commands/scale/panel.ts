import { count } from '../cost/report.ts';
import { polyline, type Point } from '../svg.ts';

/** Units of a picture's width. */
export const WIDTH = 860;
const LEFT = 92;
const RIGHT = 24;
const TOP = 34;
const BOTTOM = 46;

/** A line of a panel. */
interface Line {
  readonly label: string;
  readonly colour: string;
  /** Of `stroke-dasharray`; empty for a whole line. */
  readonly dashes: string;
  /** Moments and what waits then. */
  readonly points: readonly (readonly [at: number, waiting: number])[];
}

/** What waits over some time. */
interface Panel {
  readonly name: string;
  readonly height: number;
  /** How far below the picture's top. */
  readonly offset: number;
  readonly lines: readonly Line[];
  /** The last moment, and how it is called. */
  readonly end: number;
  readonly endLabel: string;
}

/** A panel of a picture, as SVG text. */
export function panel({ name, height, offset, lines, end, endLabel }: Panel): string {
  const waits = lines.flatMap(({ points }) => points.map(([, waiting]) => waiting));
  const most = waits.reduce((peak, waiting) => Math.max(peak, waiting), 1);
  const x = (at: number): number => LEFT + (at / end) * (WIDTH - LEFT - RIGHT);
  const y = (waiting: number): number => TOP + (1 - waiting / most) * (height - TOP - BOTTOM);
  const drawn = lines.map(({ label, colour, dashes, points }, index) => {
    const path = points.map(([at, waiting]): Point => [x(at), y(waiting)]);
    return `${polyline(path, { colour, width: 2, dashes })}
<text x="${WIDTH - RIGHT}" y="${TOP + 14 + index * 18}" text-anchor="end" fill="${colour}">${label}</text>`;
  });
  const bottom = height - BOTTOM;
  return `<g transform="translate(0 ${offset})">
<text x="${LEFT}" y="20" fill="#111" font-weight="bold">${name}</text>
<path d="M${LEFT} ${TOP}V${bottom}H${WIDTH - RIGHT}" fill="none" stroke="#999"/>
<text x="${LEFT - 8}" y="${TOP + 5}" text-anchor="end" fill="#333">${count(most)}</text>
<text x="${LEFT - 8}" y="${bottom + 4}" text-anchor="end" fill="#333">0</text>
<text x="${LEFT}" y="${bottom + 18}" fill="#333">0</text>
<text x="${WIDTH - RIGHT}" y="${bottom + 18}" text-anchor="end" fill="#333">${endLabel}</text>
${drawn.join('\n')}
</g>`;
}
