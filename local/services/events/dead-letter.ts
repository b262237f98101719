import type { Log } from '../../shared/log.ts';
import type { SendToQueue } from '../sqs/index.ts';
import type { Failure } from './targets/target.ts';

/** What a target did not take. */
export interface DeadLetter {
  /** `<stack>/<logical id>` of the rule or schedule. */
  readonly where: string;
  readonly targetArn: string;
  /** Of the rule or schedule, and the attribute that tells it. */
  readonly source: { readonly attribute: 'RULE_ARN' | 'SCHEDULE_ARN'; readonly arn: string };
  /** Null without one. */
  readonly deadLetterArn: string | null;
  readonly body: string;
  readonly failure: Failure;
}

/**
 * Puts it into the dead-letter queue of the target, and says so; without one it is lost, as on AWS.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function putDeadLetter(
  { where, targetArn, source, deadLetterArn, body, failure }: DeadLetter,
  { sendToQueue, log }: { readonly sendToQueue: SendToQueue; readonly log: Log },
): void {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  const attributes = {
    [source.attribute]: text(source.arn),
    TARGET_ARN: text(targetArn),
    ERROR_CODE: text(failure.code),
    ERROR_MESSAGE: text(failure.message),
  };
  const isKept = deadLetterArn !== null && sendToQueue(deadLetterArn, body, attributes);
  const outcome = isKept ? `it is in ${deadLetterArn}` : 'it is lost';
  log.warn('events', `${where}: ${targetArn} took nothing, ${outcome}: ${failure.message}`);
}
