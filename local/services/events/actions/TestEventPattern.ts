import { AwsError, requirePermission } from '../../../aws/index.ts';
import { compileEventPattern, PatternError } from '../../../shared/event-pattern/index.ts';
import { parseObject } from '../../../shared/parse-object.ts';
import { invalid, type EventAction } from '../action.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
export const TestEventPattern: EventAction = ({ EventPattern, Event }, _services, caller) => {
  requirePermission(caller, ['events:TestEventPattern', '*']);
  const event = eventIn(Event);
  try {
    return { Result: compileEventPattern(String(EventPattern))(event) };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const message = `Event pattern is not valid. Reason: it ${error.message}`;
    throw new AwsError('InvalidEventPatternException', message);
  }
};

function eventIn(text: unknown): object {
  const event = parseObject(String(text));
  if (event !== null) return event;
  throw invalid('Parameter Event is not valid. Reason: it is no JSON object.');
}
