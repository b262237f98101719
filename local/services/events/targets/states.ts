import type { Target } from './target.ts';

/** State machines get the input as that of an execution. */
export const states: Target = {
  action: 'states:StartExecution',
  deliver: ({ arn, body }, { startExecution = () => false }) =>
    startExecution(arn, body)
      ? null
      : { code: 'NO_RESOURCE', message: `${arn} is no state machine of this app.` },
};
