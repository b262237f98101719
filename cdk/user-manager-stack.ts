import { CfnOutput, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Api } from './api.ts';
import { Console } from './console.ts';
import { EventSources } from './event-sources.ts';
import { Firewall } from './firewall.ts';
import { FIELD_FUNCTIONS } from './functions/field-functions.ts';
import { Functions, type FunctionBundles } from './functions/functions.ts';
import { STREAM_READERS } from './functions/stream-readers.ts';
import { TRIGGERS } from './functions/triggers.ts';
import { Monitoring } from './monitoring.ts';
import { Resolvers } from './resolvers.ts';
import type { ConsoleDomain, Pages, Sender } from './settings.ts';
import type { Stage } from './stages.ts';
import { MACHINE_CLIENT_NAME, UserPool } from './user-pool.ts';
import { UsersTable } from './users-table.ts';

/** What one deployment is. */
export interface UserManagerStackProps extends StackProps {
  readonly stage: Stage;
  /** Who mails come from. */
  readonly sender: Sender;
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
    { stage, sender, pages = null, consoleDomain = null, bundles, ...props }: UserManagerStackProps,
  ) {
    super(scope, id, {
      ...props,
      description: `User directory on AWS AppSync (${stage.name})`,
      terminationProtection: stage.deletionProtection,
    });
    Tags.of(this).add('application', 'user-manager');
    Tags.of(this).add('stage', stage.name);

    const { table } = new UsersTable(this, 'UsersTable', { stage });
    const functions = new Functions(this, 'Functions', { stage, bundles });
    const triggers = functions.add(TRIGGERS, { table });
    const users = new UserPool(this, 'UserPool', {
      stage,
      sender,
      postAuthentication: triggers.get('record-sign-in'),
      ...(stage.selfSignUp ? { signUp: triggers.get('record-sign-up') } : {}),
      ...(stage.cognitoSelfService
        ? {}
        : { preTokenGeneration: triggers.get('limit-access-token') }),
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
    if (stage.alarms) new Monitoring(this, 'Monitoring', { api, functions, eventSources });
    if (stage.firewall) new Firewall(this, 'Firewall', { api, limits: stage.firewall });

    this.writeOutputs({
      GraphqlUrl: api.graphqlUrl,
      RealtimeUrl: realtimeUrl,
      UserPoolId: userPool.userPoolId,
      UserPoolClientId: users.appClient.userPoolClientId,
      MachineClientId: users.machineClient.userPoolClientId,
      TokenUrl: users.tokenUrl,
      UsersTableName: table.tableName,
      DeadLetterQueues: [...eventSources.deadLetters.values()]
        .map((queue) => queue.queueUrl)
        .join(' '),
      FailedChangesBucket: eventSources.failed.bucket.bucketName,
      Region: this.region,
    });
  }

  private writeOutputs(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
