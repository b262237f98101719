import { createServer } from 'node:http';
import type { GraphqlApi } from 'appsync-on-a-laptop/internals/assembly/model';
import { createGraphqlEngine } from 'appsync-on-a-laptop/internals/graphql/index';
import { createRealtime, createUpgradeHandler } from 'appsync-on-a-laptop/internals/realtime/index';
import { systemClock } from 'appsync-on-a-laptop/clock';
import type { Caller } from 'appsync-on-a-laptop/internals/shared/identity';
import { silentLog } from 'appsync-on-a-laptop/log';
import { makeChange, TYPES, wantedBy } from './change.ts';
import { serve } from './serve.ts';

const origin = { stackName: 'Bench', logicalId: 'Bench' };

const api: GraphqlApi = {
  ...origin,
  apiId: 'bench',
  arn: 'arn:aws:appsync:us-east-1:000000000000:apis/bench',
  name: 'bench',
  path: '/graphql',
  url: 'http://localhost/graphql',
  realtimeUrl: 'ws://localhost/graphql',
  schema:
    TYPES.replace('ON_CHANGE', '@aws_subscribe(mutations: ["change"])') +
    'type Mutation { change: UserChange } type Query { none: String }',
  defaultAuth: { type: 'API_KEY' },
  additionalAuth: [],
  apiKeys: [],
  environmentVariables: {},
  introspection: 'ENABLED',
  queryDepthLimit: 0,
  resolverCountLimit: 0,
  dataSources: new Map(),
  resolvers: [],
};

const caller: Caller = { mode: 'API_KEY', identity: null, deniedFields: [] };
const shared = { clock: systemClock, log: silentLog };
const engine = createGraphqlEngine(api, {
  ...shared,
  resolvers: [],
  authorizeField: () => true,
  publisher: { publish() {}, invalidate() {} },
});
const realtime = createRealtime(api, {
  ...shared,
  authenticate: () => Promise.resolve(caller),
  async subscribe(request, context) {
    const plan = await engine.subscribe(request, context);
    if ('errors' in plan) return plan;
    // What the field's resolver would set.
    const { type = '', id = '' } = plan.arguments as { type?: string; id?: string };
    const { types, ids } = wantedBy(type, id);
    const filters = [
      { fieldName: 'type', operator: 'in', value: types },
      { fieldName: 'user.id', operator: 'in', value: ids },
    ];
    const ending = [{ fieldName: 'userId', operator: 'eq', value: id }];
    return {
      ...plan,
      filter: { filterGroup: [{ filters }] },
      invalidationFilter: { filterGroup: [{ filters: ending }] },
    };
  },
});
const upgrades = createUpgradeHandler(api, realtime);
const server = createServer();
server.on('upgrade', (request, socket, head) => upgrades.handle(request, socket, head));
let version = 0;
serve(server, {
  subscriptions: () => realtime.stats().subscriptions,
  publish: () =>
    realtime.publisher.publish({ mutation: 'change', value: makeChange((version += 1)) }),
});
