import { isObject } from '../../shared/is-object.ts';
import { MalformedRequest, missing, shown } from '../answers.ts';
import { Expressions } from './expressions.ts';
import type { Operation } from './operation.ts';
import { transact, transactItemsOf, type TransactEntry } from './transactions.ts';
import { fromWireItem, toWireItem } from './typed-values.ts';

/** What differs between the operations of a transaction. */
interface Kind {
  /** Its name in DynamoDB's TransactItem. */
  readonly member: string;
  readonly required?: 'update' | 'condition';
  /** What is written besides expressions. */
  readonly write: (entry: TransactEntry) => Readonly<Record<string, unknown>>;
}

const byKey = ({ key }: TransactEntry): { Key: unknown } => ({ Key: key });

const KINDS: ReadonlyMap<unknown, Kind> = new Map<unknown, Kind>([
  ['PutItem', { member: 'Put', write: putItem }],
  ['UpdateItem', { member: 'Update', required: 'update', write: byKey }],
  ['DeleteItem', { member: 'Delete', write: byKey }],
  ['ConditionCheck', { member: 'ConditionCheck', required: 'condition', write: byKey }],
]);

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-transact-write-items.html */
export const TransactWriteItems: Operation = {
  name: 'TransactWriteItems',
  members: ['transactItems'],
  run(request, { call }) {
    const entries = transactItemsOf(request);
    const TransactItems = entries.map(toTransactItem);
    return transact('keys', async () => {
      await call('TransactWriteItems', { TransactItems });
      return entries.map(({ key }) => fromWireItem(key));
    });
  },
};

function putItem({ request: { attributeValues = {} }, path, key }: TransactEntry): {
  Item: unknown;
} {
  return { Item: { ...toWireItem(attributeValues, `${path}][attributeValues`), ...key } };
}

function toTransactItem(entry: TransactEntry): Readonly<Record<string, unknown>> {
  const { request, path, table } = entry;
  const { member, required, write } = kindOf(entry);
  if (required && (request[required] ?? null) === null) throw missing(`${path}][${required}`);
  const expressions = new Expressions()
    .add('UpdateExpression', request.update, `${path}][update`)
    .add('ConditionExpression', request.condition, `${path}][condition`);
  return {
    [member]: {
      TableName: table,
      ...write(entry),
      ...expressions.input,
      ReturnValuesOnConditionCheckFailure: returnsItem(request.condition) ? 'ALL_OLD' : 'NONE',
    },
  };
}

function kindOf({ request: { operation }, path }: TransactEntry): Kind {
  const kind = KINDS.get(operation);
  if (kind) return kind;
  if (operation === undefined) throw missing(`${path}][operation`);
  throw new MalformedRequest(
    `Unsupported operation '${shown(operation)}' in '$[${path}]'. A transaction takes ${[...KINDS.keys()].join(', ')}.`,
  );
}

/** AWS's default is to return it. */
function returnsItem(condition: unknown): boolean {
  return !isObject(condition) || condition.returnValuesOnConditionCheckFailure !== false;
}
