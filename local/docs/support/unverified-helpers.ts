import { type Inference, from } from './inference.ts';

/** What nobody compared with AWS: `util` and the modules of the runtime. */
export const HELPERS: Readonly<Record<string, readonly Inference[]>> = {
  'Helpers of resolvers': from('local/appsync-js/', [
    ['`util.matches`', 'the whole text must match', 'realm/kernel/java-matches.ts'],
    ['`util.math.randomWithinRange`', 'both ends are included', 'realm/util/math.ts'],
    ['`util.math.roundNum` of a half', 'goes up', 'realm/util/math.ts'],
    ['`util.time` with text that does not fit', 'an error of type `Code`', 'host/time.ts'],
    [
      '`util.time.parseFormattedToEpochMilliSeconds` of a date without a time',
      'its midnight',
      'host/time.ts',
    ],
    ['`util.xml.toMap` of text that is not XML', 'null', 'host/xml.ts'],
    [
      'attributes in `util.xml`',
      'are members beside the elements, text beside them is `content`',
      'host/xml.ts',
    ],
    [
      'the second argument of `util.xml.toJsonString`',
      'writes the JSON as a JSON string',
      'realm/util/xml.ts',
    ],
    [
      'a response header AppSync does not take',
      'is left out, with an error beside the data',
      'realm/util/http.ts',
    ],
    [
      'list items in a projection of the DynamoDB module',
      'their index stays in the expression: `#expName_1[2]`',
      'realm/modules/dynamodb-projection.ts',
    ],
    [
      'a filter or condition that the DynamoDB module cannot render',
      'an error; `util.transform` answers null, as recorded',
      'realm/modules/dynamodb.ts',
    ],
    [
      'members of an object inside `update`',
      'each is updated by itself',
      'realm/modules/dynamodb-update.ts',
    ],
    [
      '`and`, `or`, `not`, `exists` and `multiMatch` of `util.transform.toElasticsearchQueryDSL`',
      '`bool.must`, `bool.should`, `bool.must_not`, `exists`, a `multi_match` of that field',
      'realm/util/query-dsl.ts',
    ],
    [
      'a field, `and` or `or` of `util.transform.toSubscriptionFilter` that has the wrong form',
      'null for the whole filter',
      'realm/util/subscription-filter.ts',
    ],
    [
      'a member with several fields in `and` or `or` of a DynamoDB filter',
      'no parentheses of its own',
      'realm/util/filter-expression.ts',
    ],
    [
      'aggregates, `having` and joins of the RDS module',
      'follow the type definitions only',
      'realm/modules/rds-render.ts',
    ],
    [
      'null as a value of `update`',
      'the attribute becomes NULL',
      'realm/modules/dynamodb-update.ts',
    ],
  ]),
};
