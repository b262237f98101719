import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drive, type Drive, type DriveResult } from './drive.ts';

/** A drive as docs/scale.md shows it. */
export interface ShownDrive extends Drive {
  readonly name: string;
}

/** What Cognito gives more of for a price. */
const RAISED = { creation: 500, read: 1_200, resourceRead: 500 } as const;

/** All that is shown, in the order of the page. */
export const DRIVES: readonly ShownDrive[] = [
  {
    name: '1,000 people are invited, 100 a second',
    what: 'invited',
    people: 1_000,
    perSecond: 100,
  },
  {
    name: 'the same with 500 creations a second',
    what: 'invited',
    people: 1_000,
    perSecond: 100,
    raised: RAISED,
  },
  {
    name: '500 people are suspended, 100 a second',
    what: 'suspended',
    people: 500,
    perSecond: 100,
  },
];

const FILE = join(import.meta.dirname, 'recorded.json');

/** What was seen of each, by its name. */
export const recordedDrives = (): Readonly<Record<string, DriveResult>> =>
  JSON.parse(readFileSync(FILE, 'utf8')) as Readonly<Record<string, DriveResult>>;

/** Drives all of them, which takes minutes, and writes down what was seen. */
export async function recordDrives(): Promise<void> {
  const seen: Record<string, DriveResult> = {};
  for (const { name, ...how } of DRIVES) {
    process.stderr.write(`${name}\n`);
    seen[name] = await drive(how);
  }
  writeFileSync(FILE, `${JSON.stringify(seen)}\n`);
}
