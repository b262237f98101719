import type { RaisedError } from '../appsync-js/types.ts';
import type { DataSource, DataSourceAnswer } from '../data-sources/types.ts';
import { isObject } from '../shared/is-object.ts';
import type { Tracer } from '../tracing/index.ts';
import { Batcher } from './batcher.ts';
import { directEvent, unwrapBatchElement } from './direct-lambda.ts';
import type { RunState } from './run-state.ts';
import { tracedFetch } from './traced-field.ts';

/** Asks a data source on behalf of one resolver or function, in batches where it is set to. */
export class Fetcher {
  readonly #dataSource: DataSource;
  readonly #resolverKey: string;
  readonly #batcher: Batcher | null;
  readonly #tracer: Tracer | undefined;

  /** @param maxBatchSize 0: no batching */
  constructor(dataSource: DataSource, resolverKey: string, maxBatchSize: number, tracer?: Tracer) {
    this.#tracer = tracer;
    this.#dataSource = dataSource;
    this.#resolverKey = resolverKey;
    this.#batcher = maxBatchSize > 0 ? new Batcher(dataSource, maxBatchSize) : null;
  }

  /** Runs the request object that a request handler returned. */
  fetch(state: RunState, request: unknown): Promise<DataSourceAnswer> {
    const context = state.dataSourceContext(this.#resolverKey);
    const batcher = isBatchInvoke(request) ? this.#batcher : null;
    return this.#traced(state, request, () =>
      batcher ? batcher.add(request, context) : this.#dataSource.execute(request, context),
    );
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
    const batcher = this.#batcher;
    if (!batcher) {
      const invoke = { operation: 'Invoke', payload };
      return await this.#traced(state, invoke, () => this.#dataSource.execute(invoke, context));
    }
    const request = { operation: 'BatchInvoke', payload };
    const answer = await this.#traced(state, request, () => batcher.add(request, context));
    return unwrapBatchElement(answer);
  }

  #traced(
    { run: { span } }: RunState,
    request: unknown,
    fetch: () => Promise<DataSourceAnswer>,
  ): Promise<DataSourceAnswer> {
    const tracer = this.#tracer;
    if (!span || !tracer) return fetch();
    const { type, name } = this.#dataSource;
    return tracedFetch(span, `${operationOf(request)} ${name}`.trim(), (own) =>
      // Nothing is set going by a data source that asks nobody.
      type === 'NONE' ? fetch() : tracer.run(own, fetch),
    );
  }
}

/** `GetItem`, `Invoke`, `POST`. */
export function operationOf(request: unknown): string {
  if (!isObject(request)) return '';
  const { operation, method } = request;
  return typeof operation === 'string' ? operation : typeof method === 'string' ? method : '';
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
