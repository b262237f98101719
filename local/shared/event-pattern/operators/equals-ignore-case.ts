import { ofTexts, type Operator } from './operator.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-equals-ignore-case-matching */
export const equalsIgnoreCase: Operator = (operand) => {
  if (typeof operand !== 'string') return null;
  const lower = operand.toLowerCase();
  return ofTexts((text) => text.toLowerCase() === lower);
};
