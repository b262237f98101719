import { isLeaf, type Operator } from './operator.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-exists-matching */
export const exists: Operator = (operand) =>
  typeof operand === 'boolean' ? (value) => isLeaf(value) === operand : null;
