import type { GraphiQLProps } from 'graphiql';
import { getOperationAST, parse, print, separateOperations } from 'graphql';
import { pathOfApi, type AppApi } from '../../api/use-app.ts';
import { headersOf, type Caller } from './caller.ts';
import { listen } from './listen.ts';
import { subscriptions } from './subscriptions.ts';

type Fetcher = GraphiQLProps['fetcher'];
type Shown = Awaited<ReturnType<Fetcher>>;

/** Sends the editor's operations as somebody; subscriptions go to the list beside it. */
export function createFetcher(
  api: AppApi,
  /** Null while somebody is to be chosen. */
  caller: () => Caller | null,
): Fetcher {
  return async ({ query, operationName, variables }) => {
    const document = parse(query);
    // Right after a change of tab the editor still names the operation of the tab before.
    const operation = getOperationAST(document, operationName) ?? getOperationAST(document);
    const name = operation?.name?.value ?? '';
    // The one operation that is meant, with its fragments: the API runs a document of one.
    const text = print(separateOperations(document)[name] ?? document);
    const sender = caller();
    if (sender === null) return failure('Say above the editor who sends it.');
    const given = (variables ?? {}) as Readonly<Record<string, unknown>>;
    if (operation?.operation === 'subscription') {
      subscriptions.begin({
        view: 'query',
        name,
        caller: sender,
        listen: (hearing) =>
          listen({ api, caller: sender, query: text, variables: given, ...hearing }),
      });
      return { data: null, extensions: { studio: 'Its events are listed under Subscriptions.' } };
    }
    try {
      return await post(api, sender, JSON.stringify({ query: text, variables: given }));
    } catch (error) {
      return failure(error instanceof Error ? error.message : String(error));
    }
  };
}

async function post(api: AppApi, caller: Caller, body: string): Promise<Shown> {
  const path = pathOfApi(api);
  const headers = await headersOf(caller, api, { path, body });
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return (await response.json()) as Shown;
}

const failure = (message: string): Shown =>
  ({ data: null, errors: [{ message }] }) as unknown as Shown;
