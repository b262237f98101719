import type { GraphiQLProps } from 'graphiql';
import type { ExecutionResult } from 'graphql';
import { getOperationAST, parse, print, separateOperations } from 'graphql';
import type { Client, GraphqlErrorEntry } from 'user-manager-client';
import { GraphqlRequestError } from 'user-manager-client';
import { fillIn, type Placeholders } from './placeholders.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { Texts } from './texts/en.ts';

type Variables = Readonly<Record<string, unknown>>;
type Fetcher = GraphiQLProps['fetcher'];

/** What the editor shows: like an answer of the API, errors in the API's own form. */
type Shown = ExecutionResult;

/** What the editor's operations run with. */
export interface FetcherOptions {
  /** Null while nobody is signed in. */
  readonly client: Client | null;
  readonly placeholders: Placeholders;
  readonly subscriptions: Subscriptions;
  /** What is wrong before anything is sent, in the reader's language. */
  readonly says: Texts['editorErrors'];
  /** Told when a mutation was answered. */
  readonly onMutated?: () => void;
}

/** Runs the editor's operations through the client. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { client, placeholders, subscriptions, says, onMutated } = options;
  return async ({ query, operationName, variables }) => {
    if (!client) return failure([{ message: says.signIn }]);
    const document = parse(query);
    // Right after a change of tab the editor still names the operation of the tab before.
    const operation = getOperationAST(document, operationName) ?? getOperationAST(document);
    // The one operation that is meant, with its fragments: the API runs a document of one.
    const name = operation?.name?.value ?? '';
    const text = print(separateOperations(document)[name] ?? document);
    try {
      const known = { ...placeholders, says };
      const given: Variables = await fillIn((variables ?? {}) as Variables, known);
      if (operation?.operation === 'subscription') {
        return subscriptions.begin({ client, text, variables: given, name, toShown });
      }
      return { data: (await client.query(text, given)) as Shown['data'] };
    } catch (error) {
      return toShown(error);
    } finally {
      if (operation?.operation === 'mutation') onMutated?.();
    }
  };
}

function toShown(error: unknown): Shown {
  if (error instanceof GraphqlRequestError) return failure(error.errors, error.data);
  return failure([{ message: error instanceof Error ? error.message : String(error) }]);
}

const failure = (errors: readonly GraphqlErrorEntry[], data: unknown = null): Shown =>
  ({ data, errors }) as unknown as Shown;
