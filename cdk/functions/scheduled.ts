import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { ReminderSettings } from '../../model/invitation-mails.ts';
import { ORDERS } from '../../model/indexes.ts';
import type { Sender } from '../settings.ts';
import type { Reminder, Stage } from '../stage.ts';
import type { FunctionEntry } from './entry.ts';
import { queryIndex, readRecord, sendMail, useTableOf } from './rights.ts';

/** What is there for a function that runs by schedule. */
interface ScheduledNeeds {
  readonly table: ITable;
  readonly sender: Sender;
  readonly stage: Stage;
}

/** What EventBridge Scheduler runs (cdk/schedules.ts says when). */
export const SCHEDULED = {
  'remind-invited': {
    description: 'Once a day: reminds people of invitations that end soon',
    // So many mails at once are rare; what is left the next run does.
    timeout: 300,
    onlyIn: ({ invitations }) => invitations.reminder !== null,
    connect(lambda, { table, sender, stage: { invitations } }) {
      const { reminder } = invitations;
      if (!reminder) return;
      queryIndex(lambda, table, ORDERS.CREATED_AT.byStatusRole, ['INVITED#*']);
      readRecord(lambda, table);
      useTableOf(lambda, table, ['INVITATION#*'], 'PutItem', 'DeleteItem');
      sendMail(lambda, sender);
      lambda.addEnvironment('REMINDER', JSON.stringify(settingsOf(invitations, reminder)));
    },
  },
  'count-people': {
    description: 'Each hour: how many people there are of each status, and expired invitations',
    timeout: 60,
    // Nobody else looks at what it counts.
    onlyIn: ({ dashboard }) => dashboard,
    connect(lambda, { table }) {
      useTableOf(lambda, table, ['DIRECTORY'], 'GetItem');
      queryIndex(lambda, table, ORDERS.CREATED_AT.byStatusRole, ['INVITED#*']);
    },
  },
} as const satisfies Readonly<Record<string, FunctionEntry<ScheduledNeeds>>>;

/** A function that runs by schedule. */
export type ScheduledFunction = keyof typeof SCHEDULED;

const settingsOf = (
  { by, link, language, mails }: Stage['invitations'],
  { daysBefore, timeZone }: Reminder,
): ReminderSettings => ({ daysBefore, timeZone, by, link, language, mails });
