import { recordOf } from '../../request-context.ts';
import { listOf } from '../call-parts.ts';
import type { CallRule } from './types.ts';

const MEMBERS = ['ScanFilter', 'QueryFilter', 'Expected'];
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MOST = 100;

/** IN of the parameters that came before expressions. */
export const legacyConditions: CallRule = ({ input }) => {
  for (const member of MEMBERS) {
    if (input[member] === undefined) continue;
    for (const condition of Object.values(recordOf(input[member]))) {
      const { ComparisonOperator, AttributeValueList } = recordOf(condition);
      const count = listOf(AttributeValueList).length;
      if (ComparisonOperator === 'IN' && count > MOST)
        return `One or more parameter values were invalid: Invalid number of argument(s) for the IN ComparisonOperator`;
    }
  }
  return null;
};
