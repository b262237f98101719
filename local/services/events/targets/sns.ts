import type { Target } from './target.ts';

/** Topics get the input as the message. */
export const sns: Target = {
  action: 'sns:Publish',
  deliver: ({ arn, body }, { publish = () => false }) =>
    publish(arn, body) ? null : { code: 'NO_RESOURCE', message: `${arn} is no topic of this app.` },
};
