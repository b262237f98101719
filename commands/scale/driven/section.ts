import { count } from '../../cost/report.ts';
import { table } from '../../cost/table.ts';
import type { DriveResult } from './drive.ts';
import { DRIVES, recordedDrives, type ShownDrive } from './drives.ts';

/** What docs/scale.md says of the handlers themselves. */
export function drivenSection(): string {
  const seen = recordedDrives();
  const rows = DRIVES.map((each) => [each.name, ...figuresOf(each, seen[each.name])]);
  const head = ['what comes', 'answered after', 'Cognito knows after', 'told to try again'];
  return `${INTRODUCTION}

${table([...head, 'calls Cognito refused', 'mails'], rows, 1)}

![How many wait for an answer, and of how many Cognito has yet to hear](scale-driven.svg)

${WHAT_IT_SHOWS}`;
}

function figuresOf({ people }: ShownDrive, result: DriveResult | undefined): readonly string[] {
  if (!result) throw new Error('npm run scale -- --drive writes down what was not driven yet');
  const { seconds, triedAgain, throttled, mails } = result;
  const answered = seconds.findIndex(([, done]) => done === people) + 1;
  return [
    `${answered} s`,
    `${seconds.length} s`,
    count(triedAgain),
    count(throttled),
    count(mails),
  ];
}

const INTRODUCTION = `## The handlers, driven

The numbers above are of what operations take. These are of the code itself: the handlers of \`functions/\` (\`createUser\`, \`suspendUser\` and behind them
\`sync-identity\`, in 10 lanes of 100 records) run against a real table and a user pool in memory, each behind the limits of the account:
Cognito's by their categories, 1,000 writes a second for a partition and for the tail of \`byCreated\`. The clock is not of this world: it stands while
anything can go on, and jumps to when the next one wants to. Answers take 8 ms of the table and 60 ms of Cognito; callers who are told
to try again do so after 1, 2, 4, … 16 seconds. \`npm run scale -- --drive --page\` drives them anew, in some minutes.`;

const WHAT_IT_SHOWS = `- Creations are answered at the pace of UserCreation, and the half of them that are too many a second for UserUpdate are not refused:
  \`createUser\` leaves the group to \`sync-identity\`. Before this simulation it refused them, and each repeat adopted the Cognito user and mailed
  another invitation: 1,888 mails to 1,000 people, and 46 seconds for 50 a second.
- A suspension is in force at once, as the API reads the record. That Cognito's sessions end takes two calls of UserUpdate each, so 500 people
  take 40 seconds, whoever waits: nobody does. Most refusals of Cognito are \`sync-identity\` coming again, which costs nothing but its runs.
- No partition of the table is near its limit before Cognito's quotas are.`;
