import { CfnOutput, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { Api } from './api.ts';
import { Budget } from './budget.ts';
import { Console } from './console.ts';
import { EventSources } from './event-sources.ts';
import { Firewall } from './firewall.ts';
import { FIELD_FUNCTIONS } from './functions/field-functions.ts';
import { Functions, type FunctionBundles, type FunctionGroup } from './functions/functions.ts';
import { STREAM_READERS } from './functions/stream-readers.ts';
import { TRIGGERS, type TriggerName } from './functions/triggers.ts';
import { Monitoring, type MonitoringProps } from './monitoring.ts';
import { Resolvers } from './resolvers.ts';
import type { ConsoleDomain, Pages, Sender } from './settings.ts';
import type { Stage } from './stage.ts';
import { requireWhole } from './stages.ts';
import { MACHINE_CLIENT_NAME, UserPool, type Triggers } from './user-pool.ts';
import { UsersTable } from './users-table.ts';

/** What one deployment is. */
export interface UserManagerStackProps extends StackProps {
  readonly stage: Stage;
  /** Who mails come from. */
  readonly sender: Sender;
  /** Whom alarms and the budget mail. @default - nobody */
  readonly alarmMail?: string | null;
  /** Built pages to deploy. @default - only where they will be served from */
  readonly pages?: Pages | null;
  /** @default - a name of CloudFront's */
  readonly consoleDomain?: ConsoleDomain | null;
  /** Of all functions, for a process that makes many stacks. @default - bundled now */
  readonly bundles?: FunctionBundles;
}

/** The whole of one deployment. Composes the constructs; each says what it is in its own file. */
export class UserManagerStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    {
      stage,
      sender,
      alarmMail = null,
      pages = null,
      consoleDomain = null,
      bundles,
      ...props
    }: UserManagerStackProps,
  ) {
    requireWhole(stage);
    super(scope, id, {
      ...props,
      description: `User directory on AWS AppSync (${stage.name})`,
      terminationProtection: stage.deletionProtection,
    });
    this.tag(stage);

    const { table } = new UsersTable(this, 'UsersTable', { stage });
    const functions = new Functions(this, 'Functions', { stage, bundles });
    const triggers = functions.add(TRIGGERS, { table });
    const users = new UserPool(this, 'UserPool', {
      stage,
      sender,
      ...calledBy(stage, triggers),
    });
    const { pool: userPool } = users;
    const fieldFunctions = functions.add(FIELD_FUNCTIONS, { table, userPool, sender });
    const { api, realtimeUrl } = new Api(this, 'Api', { stage, table, userPool });
    new Resolvers(this, 'Resolvers', { api, table, functions: fieldFunctions });
    functions.add(STREAM_READERS, { table, userPool, api });
    const eventSources = new EventSources(this, 'EventSources', { stage, table, functions });
    new Console(this, 'Console', {
      stage,
      graphqlUrl: api.graphqlUrl,
      realtimeUrl,
      userPoolId: userPool.userPoolId,
      userPoolClientId: users.consoleClient.userPoolClientId,
      programs: [{ id: users.machineClient.userPoolClientId, name: MACHINE_CLIENT_NAME }],
      pages,
      domain: consoleDomain,
    });
    this.watch(stage, { api, functions, eventSources, mail: alarmMail });
    if (stage.firewall) new Firewall(this, 'Firewall', { api, limits: stage.firewall });

    this.writeOutputs({
      GraphqlUrl: api.graphqlUrl,
      RealtimeUrl: realtimeUrl,
      UserPoolId: userPool.userPoolId,
      UserPoolClientId: users.appClient.userPoolClientId,
      MachineClientId: users.machineClient.userPoolClientId,
      TokenUrl: users.tokenUrl,
      UsersTableName: table.tableName,
      DeadLetterQueues: urlsOf(eventSources.deadLetters.values()),
      FailedChangesBucket: eventSources.failed.bucket.bucketName,
      Region: this.region,
    });
  }

  private tag({ name }: Stage): void {
    Tags.of(this).add('application', 'user-manager');
    Tags.of(this).add('stage', name);
  }

  private watch(stage: Stage, watched: MonitoringProps): void {
    const { mail } = watched;
    if (stage.alarms) new Monitoring(this, 'Monitoring', watched);
    if (stage.budget !== null && mail !== null) {
      new Budget(this, 'Budget', { stage, limit: stage.budget, mail });
    }
  }

  private writeOutputs(values: Readonly<Record<string, string>>): void {
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

const urlsOf = (queues: Iterable<Queue>): string =>
  Array.from(queues, ({ queueUrl }) => queueUrl).join(' ');
