import { Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  type AlarmBase,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { costs } from './dashboard/costs.ts';
import { people } from './dashboard/people.ts';
import { refused } from './dashboard/refused.ts';
import { seen } from './dashboard/seen.ts';
import { waiting } from './dashboard/waiting.ts';
import { heading, WIDTH } from './dashboard/widgets.ts';
import type { Watched } from './watched.ts';

interface DashboardProps {
  readonly watched: Watched;
  /** What tells somebody; none in a stage without. */
  readonly alarms: readonly AlarmBase[];
}

/** What a product owner, too, can read of a stage: what people see, what waits, what is refused, what is used up. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { watched, alarms }: DashboardProps) {
    super(scope, id);
    const { stage } = watched;
    new CloudWatchDashboard(this, 'Dashboard', {
      // Of the whole account: a second region has its own.
      dashboardName: `user-manager-${stage.name}-${Stack.of(this).region}`,
      widgets: [
        heading(
          `User Manager, ${stage.name}`,
          'What a graph shows, and what to do about it: docs/operations.md#the-dashboard',
        ),
        alarmsOf(alarms),
        ...seen(watched),
        ...waiting(watched),
        ...refused(watched),
        ...people(watched),
        ...costs(watched),
      ].filter((row) => row.length > 0),
    });
  }
}

function alarmsOf(alarms: readonly AlarmBase[]): IWidget[] {
  if (alarms.length === 0) return [];
  return [
    new AlarmStatusWidget({
      title: 'Alarms: red ones are on',
      alarms: [...alarms],
      width: WIDTH,
      height: 6,
    }),
  ];
}
