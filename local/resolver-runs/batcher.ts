import type { DataSource, DataSourceAnswer, DataSourceContext } from '../data-sources/types.ts';

interface Item {
  readonly request: unknown;
  readonly context: DataSourceContext;
  readonly resolve: (answer: DataSourceAnswer) => void;
}

/**
 * Gathers the items that one field asks for within one GraphQL request, in order, into calls of at
 * most `maxBatchSize`. spec: AWS "Tutorial: AWS Lambda resolvers", batching.
 */
export class Batcher {
  readonly #dataSource: DataSource;
  readonly #maxBatchSize: number;
  /** By request id. */
  readonly #waiting = new Map<string, Item[]>();

  constructor(dataSource: DataSource, maxBatchSize: number) {
    this.#dataSource = dataSource;
    this.#maxBatchSize = maxBatchSize;
  }

  /** Answers when the batch that this item went with is answered. */
  add(request: unknown, context: DataSourceContext): Promise<DataSourceAnswer> {
    return new Promise((resolve) => {
      const item = { request, context, resolve };
      const items = this.#waiting.get(context.requestId);
      if (items) items.push(item);
      else {
        this.#waiting.set(context.requestId, [item]);
        // After everything that the same answer of the parent sets going.
        setImmediate(() => this.#send(context.requestId));
      }
    });
  }

  #send(requestId: string): void {
    const items = this.#waiting.get(requestId) ?? [];
    this.#waiting.delete(requestId);
    for (let start = 0; start < items.length; start += this.#maxBatchSize) {
      void this.#call(items.slice(start, start + this.#maxBatchSize));
    }
  }

  async #call(items: readonly Item[]): Promise<void> {
    const [first] = items;
    if (!first) return;
    const answers = await this.#answers(items, first.context);
    for (const [index, item] of items.entries()) {
      item.resolve(answers[index] ?? { result: null, error: null });
    }
  }

  async #answers(
    items: readonly Item[],
    context: DataSourceContext,
  ): Promise<readonly DataSourceAnswer[]> {
    const requests = items.map(({ request }) => request);
    try {
      if (this.#dataSource.executeBatch) {
        return await this.#dataSource.executeBatch(requests, context);
      }
      return items.map(() => notABatchSource(this.#dataSource));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return items.map(() => ({ result: null, error: { message, type: 'InternalFailure' } }));
    }
  }
}

function notABatchSource({ name, type }: DataSource): DataSourceAnswer {
  return {
    result: null,
    isMalformedRequest: true,
    error: {
      type: 'MappingTemplate',
      message: `Data source ${name} of type ${type} does not take batches; only AWS_LAMBDA does. Set maxBatchSize to 0.`,
    },
  };
}
