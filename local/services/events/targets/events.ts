import type { Target } from './target.ts';

/** Buses get the event itself. */
export const events: Target = {
  action: 'events:PutEvents',
  deliver: ({ arn, event }, { forward }) => forward(arn, event),
};
