import { recordOf } from '../../request-context.ts';
import type { CallRule } from './types.ts';

/**
 * A name of an attribute has at least one character.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
export const emptyNames: CallRule = ({ parts }) => {
  for (const { input } of parts) {
    for (const [key, name] of Object.entries(recordOf(input.ExpressionAttributeNames))) {
      if (name === '')
        return `ExpressionAttributeNames contains invalid value: Empty attribute name for key ${key}`;
    }
    if (Object.hasOwn(recordOf(input.Item), ''))
      return 'One or more parameter values were invalid: Empty attribute name';
  }
  return null;
};
