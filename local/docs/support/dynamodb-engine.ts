import { table } from './markdown.ts';
import type { Section } from './markdown.ts';

/** How Dynoxide is known to differ from DynamoDB. */
const DIFFERENCES: readonly (readonly [string, string])[] = [
  ['`DescribeContinuousBackups`, `UpdateContinuousBackups`', 'unknown calls'],
  ['`ReturnValues: UPDATED_NEW` on an element of a list', 'gives the whole list'],
  ['`TransactGetItems` with a projection', 'adds the key attributes'],
  [
    '`userIdentity` of GetRecords',
    '`type` and `principalId`, in lower case; functions get it as from AWS',
  ],
  ['a write that changes nothing', 'still writes a stream record'],
  [
    'PartiQL: several elements behind the end of a list in one statement',
    'appended in the order of the statement, not of their indexes',
  ],
  [
    'PartiQL: `SET` or `REMOVE` more than once in an UPDATE',
    'refused; write `SET a=1, b=2 REMOVE c, d`',
  ],
  [
    '`GetShardIterator` at or behind a number that is not given',
    'refused, as a ValidationException; the text is ours',
  ],
  [
    '`REMOVE`, `DELETE` or `ADD` through a map or list that is not there, or is none, in a transaction or beside a `SET` of elements of lists',
    '`REMOVE` and `DELETE` change nothing and succeed, `ADD` is refused in other words; AWS: `The document path provided in the update expression is invalid for update`',
  ],
  [
    'an `UpdateItem` with `AttributeUpdates` that only deletes, and `Expected`, of an item that is not there',
    'makes an item of the key; with `ReturnValues: ALL_OLD` it answers that key',
  ],
  [
    'a transaction with an update that only removes and another that writes elements of lists',
    'the former makes an item of the key where there is none',
  ],
  ['PartiQL: numbers of a set in the text of a statement', 'kept as written, `1.0` beside `1`'],
  ['PartiQL: an UPDATE that only removes', 'what Dynoxide does; unverified'],
  ['Scan of a local index for what it does not hold', 'gives what the index holds'],
  [
    'an empty name of an attribute, a name that begins with `_` in an expression, `attribute_type` with a path as its type, parentheses nested deeper than 300',
    'refused, as by AWS; the texts are unverified',
  ],
  ['Scan of a segment with an `ExclusiveStartKey` of another', 'answered'],
  [
    'a filter on an attribute that the index does not hold',
    'reads it as absent; whether AWS refuses it is unverified',
  ],
  ['a reserved word in a key condition', 'refused without `Invalid KeyConditionExpression: `'],
  [
    'more than 25 writes or 100 actions',
    'refused; the print of the request in the text is not AWS’s',
  ],
  ['2 MB of expression values, names over 64 KB', 'refused as documented; the texts are ours'],
  [
    '`PutItem` and `UpdateItem` refusals',
    'in the frame `1 validation error detected: `, as most regions answer since 2026',
  ],
];

/** The engine of the tables, and how it differs. */
export function dynamodbEngine(): Section {
  return {
    title: 'DynamoDB engine',
    body: [
      'Tables, indexes, transactions and streams are those of Dynoxide; `--dynamodb URL` or `DYNAMODB_ENDPOINT` takes any other engine. Of a public suite of 601 checks (dynamodb-conformance of nubo-db, May 2026) 588 pass through the layer below. The other 13 assert texts of before AWS’s change of 2026, region by region, to validation messages: nine miss the frame `1 validation error detected: ` of PutItem and UpdateItem, two the new sentence for an empty `BatchGetItem`, one the form of `Limit: 0` without the value, and one wants two wrong enums of an UpdateItem named together where the first alone is. The new texts are those that Dynoxide’s authors recorded on AWS (most regions for `BatchGetItem`, eu-west-2 for the rest; `Limit: 0` of a Scan is inferred from Query’s); a region that has not changed answers the old ones. Before it stands a layer (`local/services/dynamodb/rules`, `local/services/dynamodb/calls`) for what it lets pass: starting keys outside a query, types of key conditions, IN with over 100 operands, 300 operators, 32 nesting levels, redundant parentheses, conflicting paths, operand types, projections that an index lacks, sizes of index keys, batches and transactions; elements set behind the end of a list are appended; updates that only take away make no item; numbers of sets are compared as numbers; key conditions come in either order, operands in parentheses; placeholders are checked before items; tables may be named by ARN, and ARNs answer the app’s region and account. The engine may take 1 GB of memory; when it dies it is started again, and one line says so. Known differences:',
      table(['what', 'here'], DIFFERENCES),
      'Beside it the engine deletes, once a minute, items whose time to live is over (the stream says that the service did it) and stream records older than 24 hours. An engine given by `--dynamodb` is left to its own ways.',
      'Indexes are up to date as soon as a write is acknowledged, which AWS does not promise. A rule of faults, `{"service": "dynamodb", "kind": "lag", "ms": 5000}`, makes them lag: Query and Scan of an index answer with what it held 5 to 6 seconds ago (streams tell whole seconds), of tables with a stream of new and old images; a second engine follows that stream as long as the rule is met, and the first read of a large table waits until it is copied.',
    ],
  };
}
