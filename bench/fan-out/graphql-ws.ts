import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { packagesIn } from '../contestants/packages.ts';
import { makeChange, TYPES, wantedBy, type Change } from './change.ts';
import { serve } from './serve.ts';

interface GraphqlPackage {
  buildSchema(text: string): { getSubscriptionType(): SubscriptionType };
}

interface SubscriptionType {
  getFields(): Record<string, { subscribe?: unknown }>;
}

interface UseWs {
  useServer(options: { schema: unknown }, server: WebSocketServer): unknown;
}

const packages = packagesIn(process.argv[2] ?? '');
const { buildSchema } = packages.require('graphql') as GraphqlPackage;
const { useServer } = packages.require('graphql-ws/use/ws') as UseWs;

const listeners = new Set<(change: Change) => void>();

/** Changes that pass the test, as graphql-js wants them; nothing is woken for the others. */
function changesFor(type: string, id: string): AsyncIterableIterator<{ onUserChange: Change }> {
  type Result = IteratorResult<{ onUserChange: Change }, undefined>;
  const { types, ids } = wantedBy(type, id);
  const waiting: Change[] = [];
  let wake: ((result: Result) => void) | null = null;
  const listener = (change: Change): void => {
    if (!types.includes(change.type) || !ids.includes(change.user.id)) return;
    if (wake) wake({ done: false, value: { onUserChange: change } });
    else waiting.push(change);
    wake = null;
  };
  listeners.add(listener);
  return {
    next() {
      const change = waiting.shift();
      if (change) return Promise.resolve({ done: false, value: { onUserChange: change } });
      return new Promise<Result>((resolve) => (wake = resolve));
    },
    return() {
      listeners.delete(listener);
      wake?.({ done: true, value: undefined });
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const schema = buildSchema(TYPES.replace('ON_CHANGE', '') + 'type Query { none: String }');
const field = schema.getSubscriptionType().getFields()['onUserChange'];
if (field) {
  field.subscribe = (_root: unknown, { type, id }: { type: string; id: string }) =>
    changesFor(type, id);
}

const server = createServer();
useServer({ schema }, new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false }));
let version = 0;
serve(server, {
  subscriptions: () => listeners.size,
  publish() {
    const change = makeChange((version += 1));
    for (const listener of listeners) listener(change);
  },
});
