import type { GraphiQLProps } from 'graphiql';
import type { ExecutionResult } from 'graphql';
import { getOperationAST, parse, print, separateOperations } from 'graphql';
import type { Client, GraphqlErrorEntry } from 'user-manager-client';
import { GraphqlRequestError } from 'user-manager-client';

type Variables = Readonly<Record<string, unknown>>;
type Fetcher = GraphiQLProps['fetcher'];

/** What the editor shows: like an answer of the API, errors in the API's own form. */
type Shown = ExecutionResult;

/** Runs the editor's operations through the client; null while nobody is signed in. */
export function createFetcher(client: Client | null): Fetcher {
  return ({ query, operationName, variables }) => {
    if (!client)
      return Promise.resolve(failure([{ message: 'Sign in first, in the panel beside.' }]));
    const document = parse(query);
    // Right after a change of tab the editor still names the operation of the tab before.
    const operation = getOperationAST(document, operationName) ?? getOperationAST(document);
    // The one operation that is meant, with its fragments: the API runs a document of one.
    const name = operation?.name?.value ?? '';
    const text = print(separateOperations(document)[name] ?? document);
    const given = (variables ?? {}) as Variables;
    return operation?.operation === 'subscription'
      ? subscribe(client, text, given)
      : run(client, text, given);
  };
}

async function run(client: Client, text: string, variables: Variables): Promise<Shown> {
  try {
    return { data: (await client.query(text, variables)) as Shown['data'] };
  } catch (error) {
    return toShown(error);
  }
}

/**
 * An iterator rather than a generator: stopping it ends the subscription at once, where a generator
 * would first wait for one more event.
 */
function subscribe(
  client: Client,
  text: string,
  variables: Variables,
): AsyncIterableIterator<Shown> {
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {});
  const events = client.subscribe(text, variables, { onEventError: failed.reject });
  return {
    async next() {
      try {
        const event = await Promise.race([events.next(), failed.promise]);
        if (event.done) return { done: true, value: undefined };
        return { done: false, value: { data: event.value as Shown['data'] } };
      } catch (error) {
        events.unsubscribe();
        return { done: false, value: toShown(error) };
      }
    },
    async return() {
      events.unsubscribe();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function toShown(error: unknown): Shown {
  if (error instanceof GraphqlRequestError) return failure(error.errors, error.data);
  return failure([{ message: error instanceof Error ? error.message : String(error) }]);
}

const failure = (errors: readonly GraphqlErrorEntry[], data: unknown = null): Shown =>
  ({ data, errors }) as unknown as Shown;
