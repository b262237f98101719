import type { App } from 'aws-cdk-lib';
import { eventually } from '../../testing/eventually.ts';
import { postRaw } from '../../testing/post-graphql.ts';
import type { HttpAnswer } from '../../testing/post-graphql.ts';
import type { TraceList, TraceRecord, TraceSummary, TracingOptions } from '../../tracing/index.ts';
import { runApp, type RunningApp } from '../fixtures/run-app.ts';
import { tracedStack } from './traced-stack.ts';

/** The app of these tests, and what is remembered of it. */
export interface Traced extends RunningApp {
  /** Asks with the API's key. */
  query(text: string, variables?: object): Promise<HttpAnswer>;
  list(query?: string): Promise<TraceList>;
  record(id: string): Promise<TraceRecord>;
  /** The newest record that fits, once it has come to its end. */
  newest(query: string, fits?: (record: TraceSummary) => boolean): Promise<TraceRecord>;
}

/** Starts the engine with its memory on; on the app of these tests, or another. */
export async function startTraced(
  tracing: TracingOptions = {},
  build: (root: App) => void = tracedStack,
): Promise<Traced> {
  const app = await runApp(build, {
    tracing,
    // As the CDK's own command line sets it: names as their developer gave them.
    context: { 'aws:cdk:enable-path-metadata': true },
  });
  const { url, outputs } = app.local;
  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${url}/_local/traces${path}`)).json()) as T;
  const list: Traced['list'] = (query = '') => get(`?${query}`);
  const record: Traced['record'] = (id) => get(`/${id}`);
  return {
    ...app,
    list,
    record,
    query: (query, variables = {}) =>
      postRaw(outputs.graphqlUrl, JSON.stringify({ query, variables }), {
        'x-api-key': outputs.apiKey,
      }),
    newest: (query, fits = () => true) =>
      eventually(async () => {
        const { records } = await list(query);
        const found = records.find((one) => one.outcome !== 'running' && fits(one));
        if (!found) throw new Error(`no record fits ${query}: ${JSON.stringify(records)}`);
        return record(found.id);
      }),
  };
}
