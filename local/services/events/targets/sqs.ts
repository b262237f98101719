import type { Target } from './target.ts';

export const sqs: Target = {
  action: 'sqs:SendMessage',
  deliver: ({ arn, body }, { sendToQueue }) =>
    sendToQueue(arn, body)
      ? null
      : { code: 'NO_RESOURCE', message: `${arn} is no queue of this app.` },
};
