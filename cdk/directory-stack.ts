import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AlarmTopic } from './alarm-topic.ts';
import { createDataKey } from './data-key.ts';
import { Functions, type FunctionBundles, type FunctionGroup } from './functions/functions.ts';
import { TRIGGERS, type TriggerName } from './functions/triggers.ts';
import { KeptChanges, urlsOf } from './kept-changes.ts';
import type { Sender } from './settings.ts';
import type { Stage } from './stage.ts';
import { UserPool, type Triggers } from './user-pool.ts';
import { UsersTable } from './users-table.ts';

interface DirectoryStackProps extends StackProps {
  readonly stage: Stage;
  readonly sender: Sender;
  /** Whom alarms mail; null: nobody. */
  readonly alarmMail: string | null;
  /** What passkeys are bound to; null: there are none. */
  readonly relyingParty: string | null;
  readonly bundles: FunctionBundles;
  /** Name of the stack whose parts work with this one. */
  readonly apiStackName: string;
}

/**
 * What holds data: people, their sign-ins, changes that are under way, and who is told of alarms; and the
 * functions that the user pool calls, without which nobody signs in (docs/decisions/0018). It knows
 * nothing of the API but the name of its stack, which can be deleted and made anew beside it.
 *
 * Logical ids are made of the ids in here: what gets another one is made anew, and empty.
 */
export class DirectoryStack extends Stack {
  readonly table: TableV2;
  readonly triggers: Functions;
  readonly users: UserPool;
  readonly kept: KeptChanges;
  /** Null in a stage without alarms. */
  readonly alarmTopic: Topic | null;

  constructor(
    scope: Construct,
    id: string,
    {
      stage,
      sender,
      alarmMail,
      relyingParty,
      bundles,
      apiStackName,
      ...props
    }: DirectoryStackProps,
  ) {
    super(scope, id, {
      ...props,
      description: `User directory (${stage.name}): people and their sign-ins`,
      terminationProtection: stage.deletionProtection,
    });
    const key = stage.customerKey ? createDataKey(this, 'DataKey', stage) : null;
    this.table = new UsersTable(this, 'UsersTable', { stage, key }).table;
    this.triggers = new Functions(this, 'Functions', { stage, bundles });
    const triggers = this.triggers.add(TRIGGERS, { table: this.table, stage });
    this.users = new UserPool(this, 'UserPool', {
      stage,
      sender,
      relyingParty,
      ...calledBy(stage, triggers),
    });
    // Named so when the readers stood beside it.
    this.kept = new KeptChanges(this, 'EventSources', { stage, key, toldBy: apiStackName });
    this.alarmTopic = stage.alarms
      ? new AlarmTopic(this, 'Monitoring', { mail: alarmMail }).topic
      : null;
    this.writeOutputs();
  }

  private writeOutputs(): void {
    const { users, kept, alarmTopic } = this;
    const values = {
      UserPoolId: users.pool.userPoolId,
      UserPoolClientId: users.appClient.userPoolClientId,
      MachineClientId: users.machineClient.userPoolClientId,
      TokenUrl: users.tokenUrl,
      UsersTableName: this.table.tableName,
      DeadLetterQueues: urlsOf(kept.deadLetters.values()),
      FailedChangesBucket: kept.failed.bucket.bucketName,
      Region: this.region,
      ...(alarmTopic ? { AlarmTopicArn: alarmTopic.topicArn } : {}),
    };
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}

/** What the pool calls in a stage. */
const calledBy = (
  { selfSignUp, cognitoSelfService }: Stage,
  triggers: FunctionGroup<TriggerName>,
): Triggers => ({
  postAuthentication: triggers.get('record-sign-in'),
  ...(selfSignUp ? { signUp: triggers.get('record-sign-up') } : {}),
  ...(cognitoSelfService ? {} : { preTokenGeneration: triggers.get('limit-access-token') }),
});
