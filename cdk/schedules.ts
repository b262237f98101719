import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { FunctionGroup } from './functions/functions.ts';
import type { ScheduledFunction } from './functions/scheduled.ts';
import { serviceOfThisAccount } from './service-of-this-account.ts';
import type { Stage } from './stage.ts';

interface SchedulesProps {
  readonly stage: Stage;
  readonly functions: FunctionGroup<ScheduledFunction>;
}

/** When something runs, and why. */
interface Timing {
  readonly description: string;
  /** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
  readonly expression: string;
  /** Of whose hours it speaks. @default - of none */
  readonly timeZone?: string;
  /** Hours for which a run that failed is tried again: until the next one, which does the same. */
  readonly retryHours: number;
}

/** What runs by the clock. */
export class Schedules extends Construct {
  private readonly functions: FunctionGroup<ScheduledFunction>;

  constructor(scope: Construct, id: string, { stage, functions }: SchedulesProps) {
    super(scope, id);
    this.functions = functions;
    const { reminder } = stage.invitations;
    if (reminder) {
      this.run('remind-invited', {
        description: 'Reminds people of invitations that end soon',
        expression: `cron(0 ${reminder.hour} * * ? *)`,
        timeZone: reminder.timeZone,
        retryHours: 12,
      });
    }
    if (stage.dashboard) {
      this.run('count-people', {
        description: 'Counts people and invitations that ended',
        expression: 'rate(1 hour)',
        retryHours: 1,
      });
    }
  }

  private run(name: ScheduledFunction, timing: Timing): void {
    const { functionArn } = this.functions.get(name);
    // By hand: CDK's target lets the role invoke all versions, of which there are none.
    const role = new Role(this, `${name}-role`, {
      assumedBy: serviceOfThisAccount('scheduler.amazonaws.com'),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }),
    );
    const { description, expression, timeZone, retryHours } = timing;
    const schedule = new CfnSchedule(this, name, {
      description,
      scheduleExpression: expression,
      ...(timeZone === undefined ? {} : { scheduleExpressionTimezone: timeZone }),
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        input: '{}',
        retryPolicy: { maximumEventAgeInSeconds: retryHours * 60 * 60, maximumRetryAttempts: 10 },
      },
    });
    // Its first run is not to come before the role may invoke.
    schedule.node.addDependency(role);
  }
}
