import { type Inference, from } from './inference.ts';

/** What nobody compared with AWS: the languages of resolvers, and how they run. */
export const LANGUAGE: Readonly<Record<string, readonly Inference[]>> = {
  'Language of resolvers': from('local/appsync-js/', [
    [
      '`Array.isArray`, `includes`, `substring`, `toFixed`, `toString` of numbers, which AWS does not list',
      'are there, as its own samples and plugin take them',
      'realm/kernel/lockdown.ts',
    ],
    [
      '`String.raw`, which AWS lists and its plugin refuses',
      'is there',
      'rules/no-disallowed-methods.ts',
    ],
    [
      'constants such as `Math.PI`, functions of `Math`, `Number` and `Object` that neither AWS nor its plugin names',
      'a warning at the start; they run',
      'rules/no-disallowed-methods.ts',
    ],
    [
      '`isNaN`, `isFinite`, `parseInt`, `parseFloat`, `encodeURIComponent`, `decodeURIComponent`, `Date`, `arguments` in a function; `Number`, `String`, `Boolean`, `Object`, `Array` called or given away',
      'a warning at the start; they run, `Date` without the setters and the texts of a locale, which AWS’s plugin denies',
      'rules/no-disallowed-globals.ts',
    ],
    [
      'other globals that AWS does not list, such as `Map`, `Set`, `Symbol`, `Error`, and names that are nowhere declared',
      'a warning at the start; a `ReferenceError` of type `Code` where they are reached',
      'rules/no-disallowed-globals.ts',
    ],
    ['`new` with a function of the bundle', 'a warning at the start', 'rules/no-constructors.ts'],
    ['big integers', 'a warning at the start; they run', 'rules/no-bigint.ts'],
    [
      'code that runs for long or fills the memory',
      'ends after 2 s, or when the heap grew by 256 MB or a list or text became very long, with an error of type `Code` whose text is ours; AWS’s own bounds below the 30 s of a request are not published',
      'sandbox/watch.ts',
    ],
    [
      'variables outside of the handlers',
      'begin anew with each run of a handler; nothing is kept from one to the next',
      'realm/kernel/kernel.ts',
    ],
    [
      'statements outside of the handlers',
      'run with each handler, log, and fail as it would',
      'realm/kernel/kernel.ts',
    ],
    [
      'the iteration of a loop after the 1,000th',
      'ends the handler with an error of type `Code`; array methods are not counted',
      'compile/rewrite.ts',
    ],
    [
      'a source map’s paths in logs and messages',
      'stand without leading `../../../docs/`',
      'compile/source-positions.ts',
    ],
    [
      'the `errorType` of `codeErrors` in evaluate',
      '`PARSER_ERROR` for what cannot be parsed, `LINT_ERROR` for every rule',
      'evaluate.ts',
    ],
  ]),
  'Mapping templates': from('local/', [
    [
      '`#set` with null on its right',
      'the variable is null from there on',
      'vtl/compile-template.ts',
    ],
    [
      'a text in `#return` that is JSON',
      'the value that it describes, as of a template that prints it',
      'appsync-js/realm/vtl/main.ts',
    ],
    [
      '`#return` in the request template of a pipeline resolver',
      'ends the resolver with its value: no function and no response template runs',
      'resolver-runs/pipeline.ts',
    ],
    [
      'a change to `$ctx.args`',
      'what follows of the same resolver sees it, as Amplify’s templates rely on',
      'resolver-runs/run-state.ts',
    ],
    [
      'a loop of more than 1,000 iterations',
      'ends there without an error, as Velocity does at its limit',
      'appsync-js/realm/vtl/operators.ts',
    ],
    [
      'printed JSON with a comma before a closing bracket',
      'is read without it, as reported of AWS',
      'appsync-js/realm/vtl/read-json.ts',
    ],
    [
      'the position that an error names',
      'the begin of the reference or directive; AWS names the call within it',
      'vtl/expressions.ts',
    ],
    ['`$util.parseJson` of text that is not JSON', 'null', 'appsync-js/realm/vtl/util/core.ts'],
    [
      'the type of an error of `$util.validate` without one',
      '`CustomTemplateException`, the exception that AWS names',
      'appsync-js/realm/vtl/util/core.ts',
    ],
    [
      'a whole number that JSON writes as `2.0`',
      'counts as a whole number: `/` gives one',
      'appsync-js/realm/vtl/operators.ts',
    ],
  ]),
};
