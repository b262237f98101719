import { LocalError } from '../../../shared/errors.ts';
import {
  compilePattern,
  LAMBDA_OPERATORS,
  PatternError,
  type EventPattern,
} from '../../../shared/event-pattern/index.ts';

/**
 * Reads one FilterCriteria pattern of an event source mapping.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax
 * @param where the mapping, for messages
 * @throws LocalError ERR_FUNCTION for what Lambda's filters do not know
 */
export function parseFilterPattern(pattern: string, where: string): EventPattern {
  try {
    return compilePattern(pattern, LAMBDA_OPERATORS);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new LocalError('ERR_FUNCTION', `${where}: filter pattern ${pattern}: ${error.message}`);
  }
}
