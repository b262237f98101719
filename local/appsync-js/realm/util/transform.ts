import { jsonStringify } from '../kernel/primordials.ts';
import { toExpression } from './filter-expression.ts';
import { toQueryDSL } from './query-dsl.ts';
import { toSubscriptionFilter } from './subscription-filter.ts';

const expressionText = (filter: unknown): string | null => {
  const expression = toExpression(filter);
  return expression === null ? null : (jsonStringify(expression) ?? null);
};

/**
 * util.transform. The DynamoDB and OpenSearch ones answer JSON text, or null for what they cannot render.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/transformation-helpers-in-utils-transform-js.html
 */
export const transform = {
  toDynamoDBFilterExpression: expressionText,
  toDynamoDBConditionExpression: expressionText,
  toElasticsearchQueryDSL(filter: unknown): string | null {
    const query = toQueryDSL(filter);
    return query === null ? null : (jsonStringify(query) ?? null);
  },
  toSubscriptionFilter,
};
