import type { RaisedError } from '../appsync-js/types.ts';
import type { DataSource, DataSourceAnswer } from '../data-sources/types.ts';
import { Batcher } from './batcher.ts';
import { directEvent, unwrapBatchElement } from './direct-lambda.ts';
import type { RunState } from './run-state.ts';

/** Asks a data source on behalf of one resolver or function, in batches where it is set to. */
export class Fetcher {
  readonly #dataSource: DataSource;
  readonly #resolverKey: string;
  readonly #batcher: Batcher | null;

  /** @param maxBatchSize 0: no batching */
  constructor(dataSource: DataSource, resolverKey: string, maxBatchSize: number) {
    this.#dataSource = dataSource;
    this.#resolverKey = resolverKey;
    this.#batcher = maxBatchSize > 0 ? new Batcher(dataSource, maxBatchSize) : null;
  }

  /** Runs the request object that a request handler returned. */
  fetch(state: RunState, request: unknown): Promise<DataSourceAnswer> {
    const context = state.dataSourceContext(this.#resolverKey);
    if (this.#batcher && isBatchInvoke(request)) return this.#batcher.add(request, context);
    return this.#dataSource.execute(request, context);
  }

  /**
   * Sends the whole context to the function of a resolver without code.
   * @param prev null in unit resolvers
   */
  async fetchDirectly(
    state: RunState,
    prev: { readonly result: unknown } | null,
  ): Promise<DataSourceAnswer> {
    const context = state.dataSourceContext(this.#resolverKey);
    const payload = directEvent(state, prev);
    if (!this.#batcher) {
      return await this.#dataSource.execute({ operation: 'Invoke', payload }, context);
    }
    const request = { operation: 'BatchInvoke', payload };
    return unwrapBatchElement(await this.#batcher.add(request, context));
  }
}

function isBatchInvoke(request: unknown): boolean {
  return (
    request !== null &&
    typeof request === 'object' &&
    'operation' in request &&
    request.operation === 'BatchInvoke'
  );
}

/** The field's error when a request object could not be read. */
export function malformedRequest(answer: DataSourceAnswer): RaisedError | null {
  if (!answer.isMalformedRequest || !answer.error) return null;
  const { message, type } = answer.error;
  return { message, errorType: type, data: null, errorInfo: null };
}
