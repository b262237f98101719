import { expect, test } from 'vitest';
import type { MadeCalls } from '../calls-harness.ts';

export const S = (text: string) => ({ S: text });
export const N = (number: number | string) => ({ N: String(number) });
export const itemKey = { pk: S('a'), sk: N(1) };
export const many = (count: number): Record<string, object> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`:v${index}`, N(index)]));
export const inOf = (count: number): string => `n IN (${Object.keys(many(count)).join(', ')})`;

export const Query = {
  TableName: 'Things',
  KeyConditionExpression: 'pk = :p',
  ExpressionAttributeValues: { ':p': S('a') },
};
export const onRange = (condition: string, values: object = {}) => ({
  ...Query,
  KeyConditionExpression: `pk = :p AND ${condition}`,
  ExpressionAttributeValues: { ':p': S('a'), ...values },
});
export const onIndex = (more: object) => ({
  TableName: 'Things',
  IndexName: 'byG',
  KeyConditionExpression: 'g = :g',
  ExpressionAttributeValues: { ':g': S('G') },
  ...more,
});
export const Scan = (FilterExpression: string, values?: object) => ({
  TableName: 'Things',
  FilterExpression,
  ...(values && { ExpressionAttributeValues: values }),
});
export const Delete = (ConditionExpression: string, values?: object) => ({
  TableName: 'Things',
  Key: itemKey,
  ConditionExpression,
  ...(values && { ExpressionAttributeValues: values }),
});
export const Update = (UpdateExpression: string, values?: object) => ({
  TableName: 'Things',
  Key: itemKey,
  UpdateExpression,
  ...(values && { ExpressionAttributeValues: values }),
});
export const Get = (ProjectionExpression: string) => ({
  TableName: 'Things',
  Key: itemKey,
  ProjectionExpression,
});
export const write = (...TransactItems: object[]) => ({ TransactItems });

export const TYPE =
  'One or more parameter values were invalid: Condition parameter type does not match schema type';
export const FRAME = '1 validation error detected: ';

/** What is called, how, and AWS's sentence. */
export type Case = readonly [operation: string, input: object, sentence: string];

export function refused(call: MadeCalls['call'], title: string, cases: readonly Case[]): void {
  test.each(cases)(`${title}: %s %j`, async (operation, input, sentence) => {
    expect(await call(operation, input)).toBe(`ValidationException: ${sentence}`);
  });
}
