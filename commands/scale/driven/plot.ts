import { svg } from '../../svg.ts';
import { panel, WIDTH } from '../panel.ts';
import type { Moment } from './drive.ts';
import { DRIVES, recordedDrives } from './drives.ts';

const HEIGHT = 220;

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
    height: HEIGHT * DRIVES.length,
    label: 'How many wait while handlers are driven, by the second',
    parts: DRIVES.map(({ name }, index) => panelOf(name, seen[name]?.seconds ?? [], index)),
  });
}

const panelOf = (name: string, seconds: readonly Moment[], index: number): string =>
  panel({
    name,
    height: HEIGHT,
    offset: index * HEIGHT,
    lines: LINES.map(({ waiting, ...line }) => ({
      ...line,
      points: [0, ...seconds.map(waiting)].map((many, at) => [at, many] as const),
    })),
    end: seconds.length,
    endLabel: `${seconds.length} seconds`,
  });
