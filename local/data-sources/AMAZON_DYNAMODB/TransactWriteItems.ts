import { MalformedRequest, missing, requestObject, shown, type RequestObject } from '../answers.ts';
import { Expressions } from './expressions.ts';
import type { Operation } from './operation.ts';
import { tableOf, transact, transactItemsOf } from './transactions.ts';
import { fromWireItem, toWireItem, type TypedItem } from './typed-values.ts';

interface Entry {
  readonly request: RequestObject;
  readonly path: string;
  readonly key: TypedItem;
}

/** The part of a TransactItem that differs by its operation. */
type Writer = (entry: Entry) => Readonly<Record<string, unknown>>;

const writers: Readonly<Record<string, readonly [member: string, write: Writer]>> = {
  PutItem: [
    'Put',
    ({ request: { attributeValues }, path, key }) => {
      if (attributeValues === undefined) throw missing(`${path}][attributeValues`);
      return { Item: { ...toWireItem(attributeValues, `${path}][attributeValues`), ...key } };
    },
  ],
  UpdateItem: ['Update', ({ key }) => ({ Key: key })],
  DeleteItem: ['Delete', ({ key }) => ({ Key: key })],
  ConditionCheck: ['ConditionCheck', ({ key }) => ({ Key: key })],
};

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-transact-write-items.html */
export const TransactWriteItems: Operation = {
  name: 'TransactWriteItems',
  run(request, { call }) {
    const entries = transactItemsOf(request).map((entry, index): Entry => {
      const path = `transactItems][${index}`;
      return { request: entry, path, key: toWireItem(entry.key, `${path}][key`) };
    });
    const TransactItems = entries.map(toTransactItem);
    return transact('keys', async () => {
      await call('TransactWriteItems', { TransactItems });
      return entries.map(({ key }) => fromWireItem(key));
    });
  },
};

function toTransactItem(entry: Entry): Readonly<Record<string, unknown>> {
  const { request, path } = entry;
  const writer = writers[shown(request.operation)];
  if (!writer) {
    if (request.operation === undefined) throw missing(`${path}][operation`);
    throw new MalformedRequest(
      `Unsupported operation '${shown(request.operation)}' in '$[${path}]'. A transaction takes ${Object.keys(writers).join(', ')}.`,
    );
  }
  const [member, write] = writer;
  const expressions = new Expressions()
    .add('UpdateExpression', request.update, `${path}][update`)
    .add('ConditionExpression', request.condition, `${path}][condition`);
  return {
    [member]: {
      TableName: tableOf(request, path),
      ...write(entry),
      ...expressions.input,
      ReturnValuesOnConditionCheckFailure: returnsItem(request) ? 'ALL_OLD' : 'NONE',
    },
  };
}

function returnsItem({ condition }: RequestObject): boolean {
  if (condition === undefined || condition === null || typeof condition === 'string') return true;
  return requestObject(condition).returnValuesOnConditionCheckFailure !== false;
}
