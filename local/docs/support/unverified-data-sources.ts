import { type Inference, from } from './inference.ts';

/** What of the data sources is unverified, by area. */
export const DATA_SOURCES: Readonly<Record<string, readonly Inference[]>> = {
  'RDS Data API': from('local/services/rds-data/', [
    [
      'what Postgres refuses',
      '`DatabaseErrorException` with message, Detail, Hint, Position and SQLState, as public reports of Serverless v2 show it',
      'database-error.ts',
    ],
    [
      'words of other refusals',
      'say what is wrong; `Transaction … is not found`, `Transaction is still running a query`, `Cannot find parameter` and the unsupported data type are as reported',
      'action.ts',
    ],
    [
      'a text without typeHint',
      'is of type `text`, as the operator in reported errors says',
      'parameters.ts',
    ],
    ['a wrong password, a database that is not there', 'are Postgres’ own FATAL', 'admission.ts'],
    ['a call without `database`', 'is to the cluster’s own, else `postgres`', 'action.ts'],
    [
      'types that AWS’s list does not name',
      'enums, `timestamptz`, `name` and types of extensions are texts; others are refused',
      'result-types.ts',
    ],
    ['`timestamptz`', 'is given in UTC, without its offset', 'fields.ts'],
    ['NULL in an array', 'is null among its values', 'fields.ts'],
    ['columnMetadata', 'is what the JDBC driver says of a column', 'column-metadata.ts'],
    ['decimals in formattedRecords', 'follow decimalReturnType: texts by default', 'fields.ts'],
    [
      'a batch outside of a transaction',
      'is committed as a whole',
      'actions/BatchExecuteStatement.ts',
    ],
  ]),
  'RDS data source': from('local/data-sources/', [
    [
      'what the Data API refuses',
      '`RDSHttp:{"message":…}` with the type `400 Bad Request`, as a public report shows it',
      'RELATIONAL_DATABASE.ts',
    ],
    ['`ctx.result`', 'is the stringified `{"sqlStatementResults": […]}`', 'RELATIONAL_DATABASE.ts'],
    [
      'two statements of a request',
      'are two calls; when the second fails, the first is done',
      'RELATIONAL_DATABASE.ts',
    ],
    ['a list or object in variableMap', 'is refused', 'RELATIONAL_DATABASE.ts'],
    ['`Schema` of RdsHttpEndpointConfig', 'is not sent', 'RELATIONAL_DATABASE.ts'],
  ]),
  'Data sources': from('local/data-sources/', [
    [
      'a condition of PutItem that fails',
      '`ctx.result` is the current item; null for UpdateItem and DeleteItem, as in AWS’s tutorial',
      'AMAZON_DYNAMODB/conditions.ts',
    ],
    [
      'an expression given as JSON text',
      'is read like an object',
      'AMAZON_DYNAMODB/expressions.ts',
    ],
    [
      '`ctx.error.type` of a cancelled transaction',
      '`DynamoDB:TransactionCanceledException`',
      'AMAZON_DYNAMODB/errors.ts',
    ],
    [
      'reasons of a cancelled transaction other than a failed condition',
      'DynamoDB’s own code and text',
      'AMAZON_DYNAMODB/transactions.ts',
    ],
    [
      'how often AppSync asks again for what DynamoDB left of a batch',
      'until an attempt gets no further, at least twice',
      'AMAZON_DYNAMODB/batches.ts',
    ],
    [
      'DeleteItem of an item that is not there',
      '`ctx.result` is null',
      'AMAZON_DYNAMODB/DeleteItem.ts',
    ],
    [
      'a batch that fails as a whole',
      '`ctx.result` has every table, with nothing of it done',
      'AMAZON_DYNAMODB/batches.ts',
    ],
    [
      '`cancellationReasons` of a transaction that was not cancelled but refused',
      'null; two entries on one item are `TransactionCanceledException`, as documented',
      'AMAZON_DYNAMODB/transactions.ts',
    ],
    [
      'a conflict function (`Custom`) that fails',
      'the write is rejected',
      'AMAZON_DYNAMODB/conditions.ts',
    ],
    [
      'a `retryMapping` without condition',
      'the retry is unconditional',
      'AMAZON_DYNAMODB/conditions.ts',
    ],
    [
      'a typed value of the wrong kind, a member that is no object',
      '`MappingTemplate` with a text of ours',
      'AMAZON_DYNAMODB/typed-values.ts',
    ],
    [
      'a batch answered with a list of another length',
      '`Lambda:IllegalArgument` on every item, with a text of ours',
      'AWS_LAMBDA.ts',
    ],
    ['a function that Lambda throttles', '`Lambda:AWSLambdaException`', 'AWS_LAMBDA.ts'],
    ['a payload over Lambda’s limit', '`Lambda:Unhandled` with Lambda’s text', 'AWS_LAMBDA.ts'],
    ['`BatchInvoke` without `MaxBatchSize`', 'a list of one for each call', 'AWS_LAMBDA.ts'],
    [
      'an HTTP endpoint that does not answer',
      '`HttpDataSource:ConnectionError`, `HttpDataSource:Timeout`',
      'HTTP.ts',
    ],
    ['headers that an HTTP request may not set', 'are left out', 'HTTP.ts'],
    ['a redirect of an HTTP endpoint', 'is the result; it is not followed', 'HTTP.ts'],
    [
      'events that EventBridge does not take at all',
      '`EventBridge:EventBridgeException`',
      'AMAZON_EVENTBRIDGE.ts',
    ],
  ]),
  'Versioned data sources': from('local/data-sources/AMAZON_DYNAMODB/versioned/', [
    [
      'PutItem and DeleteItem without `_version` of an item that is there, with conflict detection',
      'a conflict, as with another version; UpdateItem is refused',
      'versioned-write.ts',
    ],
    [
      'a condition of the request that fails, beside a conflict',
      'the condition’s error; the conflict is not resolved',
      'versioned-write.ts',
    ],
    ['a write of an item that is not there', 'never a conflict; version 1', 'conflicts.ts'],
    ['a write of a tombstone', 'an item again, with the next version', 'UpdateItem.ts'],
    [
      'DeleteItem with BaseTableTTL 0',
      'answers the last item with `_deleted: true`',
      'DeleteItem.ts',
    ],
    ['DeleteItem of another version with `AUTOMERGE`', 'rejected', 'DeleteItem.ts'],
    [
      '`AUTOMERGE` of an update expression',
      'REMOVE, DELETE and numbers of ADD are left out; `list_append` and sets of ADD are done',
      'automerge.ts',
    ],
    [
      '`AUTOMERGE` of a list or set that is equal already',
      'no conflict, it stays as it is',
      'automerge.ts',
    ],
    [
      '`AUTOMERGE` of a list into a set',
      'united when its elements are of the set’s type',
      'automerge.ts',
    ],
    ['`newItem` of a conflict handler', 'without metadata', 'conflicts.ts'],
    ['texts of `ConflictError` and `MaxConflicts`', 'ours; 10 attempts', 'versioned-write.ts'],
    ['a composite key in `ds_sk`', '`<partition>#<sort>`, as in `gsi_ds_sk`', 'delta-table.ts'],
    ['the name in `ds_pk`', 'the table’s, as in AWS’s example', 'delta-table.ts'],
    ['`basePartitionKey`', 'the value of the partition key, not its name', 'Sync.ts'],
    ['a `limit` of Sync over 1000', '1000', 'Sync.ts'],
    ['several changes of one item since `lastSync`', 'all are answered', 'Sync.ts'],
  ]),
};
