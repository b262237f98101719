import { polyline, svg, type Point } from '../../svg.ts';
import type { Moment } from './drive.ts';
import { DRIVES, recordedDrives, type ShownDrive } from './drives.ts';

const WIDTH = 860;
const PANEL = 220;
const LEFT = 92;
const RIGHT = 24;
const TOP = 34;
const BOTTOM = 46;

/** What waits at the end of a second, and how its line looks. */
const LINES = [
  {
    label: 'callers without an answer',
    waiting: ([begun, done]: Moment) => begun - done,
    colour: '#d55e00',
    dashes: '',
  },
  {
    label: 'people of whose change Cognito has yet to hear',
    waiting: ([, done, synced]: Moment) => done - synced,
    colour: '#0072b2',
    dashes: '7 4',
  },
] as const;

/** docs/scale-driven.svg: a panel for each drive. */
export function drivenPlot(): string {
  const seen = recordedDrives();
  return svg({
    width: WIDTH,
    height: PANEL * DRIVES.length,
    label: 'How many wait while handlers are driven, by the second',
    parts: DRIVES.map((drive, index) => panel(drive, seen[drive.name]?.seconds ?? [], index)),
  });
}

function panel({ name }: ShownDrive, seconds: readonly Moment[], index: number): string {
  const waits = LINES.map(({ waiting }) => [0, ...seconds.map(waiting)]);
  const most = Math.max(1, ...waits.flat());
  const x = (second: number) => LEFT + (second / seconds.length) * (WIDTH - LEFT - RIGHT);
  const y = (waiting: number) => TOP + (1 - waiting / most) * (PANEL - TOP - BOTTOM);
  const lines = LINES.map(({ label, colour, dashes }, line) => {
    const points = (waits[line] ?? []).map((waiting, at): Point => [x(at), y(waiting)]);
    return `${polyline(points, { colour, width: 2, dashes })}
<text x="${WIDTH - RIGHT}" y="${TOP + 14 + line * 18}" text-anchor="end" fill="${colour}">${label}</text>`;
  });
  const bottom = PANEL - BOTTOM;
  return `<g transform="translate(0 ${index * PANEL})">
<text x="${LEFT}" y="20" fill="#111" font-weight="bold">${name}</text>
<path d="M${LEFT} ${TOP}V${bottom}H${WIDTH - RIGHT}" fill="none" stroke="#999"/>
<text x="${LEFT - 8}" y="${TOP + 5}" text-anchor="end" fill="#333">${most}</text>
<text x="${LEFT - 8}" y="${bottom + 4}" text-anchor="end" fill="#333">0</text>
<text x="${LEFT}" y="${bottom + 18}" fill="#333">0</text>
<text x="${WIDTH - RIGHT}" y="${bottom + 18}" text-anchor="end" fill="#333">${seconds.length} seconds</text>
${lines.join('\n')}
</g>`;
}
