import { type Inference, from } from './inference.ts';

/** What of templates, of AppSync Events and of merged APIs is not verified against AWS. */
export const APIS: Readonly<Record<string, readonly Inference[]>> = {
  Templates: from('local/', [
    [
      'a key that stands twice in YAML',
      'the last one holds; a warning names it with line and column',
      'assembly/manifest/read-template.ts',
    ],
  ]),
  'AppSync Events': from('local/', [
    [
      'words of refusals, and the type of those that handlers give none',
      'say what is wrong; `Error`',
      'event-apis/refusals.ts',
    ],
    [
      'a channel of no namespace',
      'is a bad request, once the credentials are good',
      'event-apis/operations.ts',
    ],
    [
      '`util.unauthorized` in onPublish, or a function that throws UnauthorizedException',
      'refuses with 403, as Powertools’ pages say; other errors of handlers with 400',
      'event-apis/refusals.ts',
    ],
    ['events that onPublish keeps back', 'count as successful', 'event-apis/operations.ts'],
    [
      'an event that onPublish gives an error',
      'is among the failed with code 400',
      'event-apis/operations.ts',
    ],
    [
      'an asterisk',
      'is a segment, and does not hear the channel before it',
      'event-apis/channel-table.ts',
    ],
    [
      '`event` of a `data` message',
      'is one JSON text, as public clients read it; AWS’s page shows a list of one',
      'event-apis/protocol.ts',
    ],
    [
      'more than 100 subscriptions of a connection',
      'are refused; AWS lists the number for AppSync without a word of Event APIs',
      'event-apis/protocol.ts',
    ],
    [
      'a Lambda authorizer with a lifetime of its answer',
      'is asked anew for each operation and channel',
      'auth/modes/AWS_LAMBDA.ts',
    ],
  ]),
  'Step Functions': from('local/services/states/', [
    ['an uncaught `States.Timeout` of a task', 'ends the execution as TIMED_OUT', 'executions.ts'],
    [
      'a path of `Parameters` that leads to nothing',
      'fails with `States.ParameterPathFailure`, as the list of errors says, and may be caught',
      'interpreter/query/payload.ts',
    ],
    [
      '`$` in an `Assign` of a JSONPath state',
      'is the result after ResultSelector; of a state without a result, its input',
      'interpreter/query/jsonpath.ts',
    ],
    [
      'numbers of `States.MathRandom` and `$random` with a seed',
      'follow from the seed, but are others',
      'interpreter/intrinsics/numbers.ts',
    ],
    [
      'a list with members in `States.Format`',
      'is printed as Java prints lists, `[a, {b=c}]`; recorded are an object and an empty list',
      'interpreter/intrinsics/printed.ts',
    ],
    ['texts of causes', 'say what is wrong, in words of our own', 'interpreter/state-error.ts'],
  ]),
  'Merged APIs': from('local/assembly/', [
    [
      'what source APIs do not agree on',
      'refuses the start, and names the field and both sources; AWS’s words for it are not recorded',
      'merge/merge-schemas.ts',
    ],
    [
      'a type that is `@canonical`',
      'is as its source has it; what others add to it is left out, with their resolvers',
      'merge/merge-schemas.ts',
    ],
    [
      'types of a source whose default mode is not the merged API’s',
      'are for that mode, as its own types without directives are',
      'merge/source-schema.ts',
    ],
    ['environment variables', 'a resolver has those of its source API', 'app/build-merged-api.ts'],
    ['`MANUAL_MERGE`', 'is merged at every start', 'app/build-merged-api.ts'],
  ]),
};
