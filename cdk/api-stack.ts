import {
  CfnOutput,
  CrossStackReferences,
  ReferenceStrength,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Api } from './api.ts';
import { Budget } from './budget.ts';
import type { Bundles } from './bundles.ts';
import { Canary } from './canary.ts';
import { Console } from './console.ts';
import type { DirectoryStack } from './directory-stack.ts';
import { EventSources } from './event-sources.ts';
import { Firewall } from './firewall.ts';
import { FIELD_FUNCTIONS } from './functions/field-functions.ts';
import { Functions } from './functions/functions.ts';
import { SCHEDULED } from './functions/scheduled.ts';
import { STREAM_READERS } from './functions/stream-readers.ts';
import { Dashboard } from './monitoring/dashboard.ts';
import { LogQueries } from './monitoring/log-queries.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { Resolvers } from './resolvers.ts';
import { Schedules } from './schedules.ts';
import type { ConsoleDomain, Pages, Sender } from './settings.ts';
import type { Stage } from './stage.ts';
import { MACHINE_CLIENT_NAME } from './user-pool.ts';

interface ApiStackProps extends StackProps {
  readonly stage: Stage;
  readonly directory: DirectoryStack;
  readonly sender: Sender;
  /** Whom the budget mails; null: nobody. */
  readonly alarmMail: string | null;
  /** Null: only where they will be served from. */
  readonly pages: Pages | null;
  /** Null: a name of CloudFront's. */
  readonly consoleDomain: ConsoleDomain | null;
  /** What passkeys are bound to; null: there are none. */
  readonly relyingParty: string | null;
  /** ARN of the web ACL before the console; null: none. */
  readonly consoleWebAcl: string | null;
  /** Whether this deployment leaves out the canary of its stage. */
  readonly allAtOnce: boolean;
  /** Null: functions are published anew only where they themselves are others. */
  readonly renewal: string | null;
  readonly bundles: Bundles;
}

/** What works with the directory and holds nothing itself: API, functions, console, and what watches all of it. */
export class ApiStack extends Stack {
  private readonly directory: DirectoryStack;
  private readonly functions: Functions;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    const { stage, directory, sender, alarmMail, bundles, ...others } = props;
    const { pages, consoleDomain, consoleWebAcl, relyingParty, allAtOnce, renewal, ...rest } =
      others;
    super(scope, id, {
      ...rest,
      description: `User directory (${stage.name}): API, functions and console`,
      terminationProtection: stage.deletionProtection,
    });
    // An import would pin what it names: the directory could not take it back, nor come back from a backup.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    this.directory = directory;
    const { table, users, kept } = directory;
    const { pool: userPool } = users;
    this.functions = new Functions(this, 'Functions', { stage, bundles: bundles.functions });
    const fieldFunctions = this.functions.add(FIELD_FUNCTIONS, {
      table,
      userPool,
      sender,
      stage,
    });
    // A version knows the directory as it was when it was published, and is published anew with another template.
    if (renewal !== null) {
      for (const [, each] of this.functions.all()) each.addEnvironment('RENEWED', renewal);
    }
    const graphql = new Api(this, 'Api', { stage, table, userPool });
    const { api, realtimeUrl } = graphql;
    const canary = this.canaryOf(stage, allAtOnce, graphql);
    new Resolvers(this, 'Resolvers', {
      api,
      table,
      functions: canary ?? fieldFunctions,
      counted: stage.enhancedMetrics,
      bundles: bundles.resolvers,
    });
    this.functions.add(STREAM_READERS, { table, userPool, api, sender, stage });
    new EventSources(this, 'EventSources', { table, kept, functions: this.functions });
    const scheduled = this.functions.add(SCHEDULED, { table, sender, stage });
    new Schedules(this, 'Schedules', { stage, functions: scheduled });
    new Console(this, 'Console', {
      stage,
      graphqlUrl: api.graphqlUrl,
      realtimeUrl,
      userPoolId: userPool.userPoolId,
      userPoolClientId: users.consoleClient.userPoolClientId,
      programs: [{ id: users.machineClient.userPoolClientId, name: MACHINE_CLIENT_NAME }],
      pages,
      domain: consoleDomain,
      relyingParty,
      webAcl: consoleWebAcl,
    });
    const firewall = stage.firewall
      ? new Firewall(this, 'Firewall', { api, userPool, limits: stage.firewall, stage })
      : null;
    this.watch(stage, graphql, { firewall, canary }, alarmMail);
    new CfnOutput(this, 'GraphqlUrl', { value: api.graphqlUrl });
    new CfnOutput(this, 'RealtimeUrl', { value: realtimeUrl });
  }

  private canaryOf(stage: Stage, allAtOnce: boolean, api: Api): Canary | null {
    const { functions, directory } = this;
    const { alarmTopic: topic } = directory;
    if (stage.canary === null || !topic) return null;
    const steps = allAtOnce ? null : stage.canary;
    return new Canary(this, 'Canary', { watched: { stage, api }, steps, functions, topic });
  }

  private watch(
    stage: Stage,
    api: Api,
    { firewall, canary }: { readonly firewall: Firewall | null; readonly canary: Canary | null },
    mail: string | null,
  ): void {
    const { table, users, triggers, kept, alarmTopic: topic } = this.directory;
    const { functions } = this;
    const watched = { stage, api, users, table, triggers, functions, kept, firewall };
    const monitoring = topic ? new Monitoring(this, 'Monitoring', { watched, topic }) : null;
    if (stage.dashboard) {
      const alarms = [...(canary ? [canary.alarm] : []), ...(monitoring?.told ?? [])];
      new Dashboard(this, 'Dashboard', { watched, alarms });
      new LogQueries(this, 'LogQueries', watched);
    }
    if (stage.budget !== null && mail !== null) {
      new Budget(this, 'Budget', { stage, limit: stage.budget, mail });
    }
  }
}
