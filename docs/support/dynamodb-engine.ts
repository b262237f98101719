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
];

export function dynamodbEngine(): Section {
  return {
    title: 'DynamoDB engine',
    body: [
      'Tables, indexes, transactions and streams are those of Dynoxide; `--dynamodb URL` or `DYNAMODB_ENDPOINT` takes any other engine, or AWS. Of a public suite of 601 checks it passes 589 (DynamoDB Local 3.3.1: 530). Known differences:',
      table(['what', 'here'], DIFFERENCES),
      'Beside it the engine deletes, once a minute, items whose time to live is over (the stream says that the service did it) and stream records older than 24 hours. An engine given by `--dynamodb` is left to its own ways.',
    ],
  };
}
