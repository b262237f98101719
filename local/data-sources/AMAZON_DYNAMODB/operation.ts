import type { LambdaHost } from '../../services/lambda/types.ts';
import type { ApiOutput } from '../../services/dynamodb/index.ts';
import type { RequestObject } from '../answers.ts';
import type { DataSourceAnswer, DataSourceContext } from '../types.ts';
import type { PageTokens } from './page-tokens.ts';

/** What an operation of the data source works with during one run. */
export interface OperationServices {
  readonly tableName: string;
  readonly region: string;
  readonly context: DataSourceContext;
  readonly pageTokens: PageTokens;
  readonly lambda: LambdaHost;
  /** @throws DynamodbError */
  readonly call: (
    operation: string,
    input: Readonly<Record<string, unknown>>,
  ) => Promise<ApiOutput>;
  /** For what AppSync finds out in another way: the data source's role need not allow it. */
  readonly ownCall: OperationServices['call'];
}

/** One `operation` of the request object. */
export interface Operation {
  readonly name: string;
  /** Of the request object, beside `operation`. */
  readonly members: readonly string[];
  /**
   * @throws MalformedRequest
   * @throws DynamodbError for what becomes ctx.error without a result
   */
  run(request: RequestObject, services: OperationServices): Promise<DataSourceAnswer>;
}
