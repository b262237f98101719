import { describeApi, type ApiDescription } from '../describe/api.ts';
import {
  describeDatabaseClusters,
  type DatabaseClusterDescription,
} from '../describe/database-clusters.ts';
import {
  describeEventSources,
  describeFunctions,
  type EventSourceDescription,
  type FunctionDescription,
} from '../describe/functions.ts';
import { engineVersion, projectName } from '../describe/project.ts';
import { describeMessaging, type Messaging } from '../describe/messaging.ts';
import { describeRules, type RuleDescription } from '../describe/rules.ts';
import { describeRole, type RoleDescription } from '../describe/roles.ts';
import { describeBucket, describeQueue, describeTable } from '../describe/stores.ts';
import type { BucketDescription, QueueDescription, TableDescription } from '../describe/stores.ts';
import { describeUserPool, type UserPoolDescription } from '../describe/user-pools.ts';
import type { UnsupportedResource } from '../../assembly/model.ts';
import { defineRoute } from './route.ts';

/** `GET /_local/app`: what runs. Lists are empty for what the app has not. */
export interface RunningApp extends Messaging {
  /** Of package.json, else the folder's. */
  readonly name: string;
  readonly engine: {
    readonly version: string;
    /** The gateway's: also the endpoint of every service of AWS that is played. */
    readonly url: string;
  };
  readonly region: string;
  readonly accountId: string;
  readonly apis: readonly ApiDescription[];
  readonly userPools: readonly UserPoolDescription[];
  readonly tables: readonly TableDescription[];
  readonly queues: readonly QueueDescription[];
  readonly buckets: readonly BucketDescription[];
  readonly databaseClusters: readonly DatabaseClusterDescription[];
  readonly functions: readonly FunctionDescription[];
  readonly eventSources: readonly EventSourceDescription[];
  readonly rules: readonly RuleDescription[];
  readonly roles: readonly RoleDescription[];
  /** Where messages are shown that AWS would send. */
  readonly mail: { readonly mailboxUrl: string };
  /** Stack outputs, by `Stack.Key`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What the app has and this machine does not do, and what that means. */
  readonly unsupported: readonly UnsupportedResource[];
}

/** What runs. */
export const app = defineRoute({
  method: 'GET',
  path: '/_local/app',
  about: 'What runs, and what of the app does not: `RunningApp`.',
  answer({ app: model, url, projectFolder }): RunningApp {
    const { region, accountId, outputs, unsupported } = model;
    return {
      name: projectName(projectFolder),
      engine: { version: engineVersion(), url },
      region,
      accountId,
      apis: model.apis.map((api) => describeApi(api, model)),
      userPools: model.userPools.map((pool) => describeUserPool(pool, url)),
      tables: model.tables.map(describeTable),
      queues: model.queues.map((queue) => describeQueue(queue, model)),
      buckets: model.buckets.map(describeBucket),
      databaseClusters: describeDatabaseClusters(model),
      functions: describeFunctions(model, projectFolder),
      eventSources: describeEventSources(model),
      rules: describeRules(model),
      ...describeMessaging(model),
      roles: model.roles.map((role) => describeRole(role, model)),
      mail: { mailboxUrl: `${url}/mailbox` },
      outputs,
      unsupported,
    };
  },
});
