import type { Parsed } from './syntax.ts';

/** Members with an expression, and what they are. */
export const EXPRESSIONS: readonly (readonly [member: string, kind: Parsed['kind']])[] = [
  ['ConditionExpression', 'condition'],
  ['FilterExpression', 'condition'],
  ['KeyConditionExpression', 'condition'],
  ['ProjectionExpression', 'projection'],
  ['UpdateExpression', 'update'],
];
