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
  ['PartiQL: `SET l[10] = ...` behind the end of a list', 'pads it with nulls'],
  ['Scan of a segment with an `ExclusiveStartKey` of another', 'answered'],
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

export function dynamodbEngine(): Section {
  return {
    title: 'DynamoDB engine',
    body: [
      'Tables, indexes, transactions and streams are those of Dynoxide; `--dynamodb URL` or `DYNAMODB_ENDPOINT` takes any other engine, or AWS. Of a public suite of 601 checks (dynamodb-conformance, May 2026) Dynoxide passes 589; the other 12 assert texts that most regions no longer answer. Before it stands a layer (`local/services/dynamodb/rules`, `local/services/dynamodb/calls`) for what it lets pass: starting keys outside a query, types of key conditions, IN with over 100 operands, 300 operators, 32 nesting levels, redundant parentheses, conflicting paths, operand types, projections that an index lacks, sizes of index keys, batches and transactions; elements set behind the end of a list are appended; tables may be named by ARN, and ARNs answer the app’s region and account. The engine may take 1 GB of memory; when it dies it is started again, and one line says so. Known differences:',
      table(['what', 'here'], DIFFERENCES),
      'Beside it the engine deletes, once a minute, items whose time to live is over (the stream says that the service did it) and stream records older than 24 hours. An engine given by `--dynamodb` is left to its own ways.',
    ],
  };
}
