import { Role, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Aws } from 'aws-cdk-lib';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { FunctionGroup } from './functions/functions.ts';
import type { ScheduledFunction } from './functions/scheduled.ts';
import type { Stage } from './stage.ts';

interface SchedulesProps {
  readonly stage: Stage;
  readonly functions: FunctionGroup<ScheduledFunction>;
}

/** What runs by the clock. */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { stage, functions }: SchedulesProps) {
    super(scope, id);
    const { reminder } = stage.invitations;
    if (!reminder) return;
    const { functionArn } = functions.get('remind-invited');
    // By hand: CDK's target lets the role invoke all versions, of which there are none.
    const role = new Role(this, 'remind-invited-role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }),
    );
    const schedule = new CfnSchedule(this, 'remind-invited', {
      description: 'Reminds people of invitations that end soon',
      scheduleExpression: `cron(0 ${reminder.hour} * * ? *)`,
      scheduleExpressionTimezone: reminder.timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        input: '{}',
        // Until the next run, which does the same.
        retryPolicy: { maximumEventAgeInSeconds: 12 * 60 * 60, maximumRetryAttempts: 10 },
      },
    });
    // Its first run is not to come before the role may invoke.
    schedule.node.addDependency(role);
  }
}
