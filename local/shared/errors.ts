/** What can go wrong on the operator's side; local/docs/support.md lists it. */
export const LOCAL_ERRORS = {
  ERR_ASSEMBLY:
    'The folder is no CDK assembly, or parts of it contradict each other: an asset is missing, a resolver names a data source or function that is not there.',
  ERR_SYNTH:
    'Synthesis or the settings it is read from failed; `file:line:column reason` follows, and the file with all that the command printed.',
  ERR_UNRESOLVED_INTRINSIC:
    'A template value depends on something this machine cannot know: an unknown attribute, import, parameter without default, dynamic reference.',
  ERR_PORT_IN_USE: 'Another program listens on the port.',
  ERR_DYNAMODB_ENGINE:
    'No DynamoDB engine was found, or it does not start; the message names the ways to give one.',
  ERR_RESOLVER_CODE:
    'Code of a resolver or function breaks the rules of APPSYNC_JS: a line `file:line:col rule: what to write instead` for each.',
  ERR_SCHEMA:
    'The schema is not one that AppSync takes, or a resolver is bound to a field it does not have.',
  ERR_FUNCTION:
    'A Lambda function has no handler file, or Lambda would refuse it or its event source mapping, be it for what its role lacks.',
  ERR_FLAG: 'A flag of the command line is unknown or has a bad value.',
  ERR_STATE:
    'An export or a snapshot cannot be made or taken: its name, its folder, or what it holds does not fit; the message says which. Nothing was changed.',
  ERR_DATA_FOLDER:
    'The data folder is in use by another engine, cannot be written, or holds data that does not fit the app; the message says whether `--fresh` helps.',
} as const;

/** A key of LOCAL_ERRORS. */
export type LocalErrorCode = keyof typeof LOCAL_ERRORS;

/**
 * An error for the person who runs the engine: what happened, where (logical id or file), what to do.
 */
export class LocalError extends Error {
  override readonly name = 'LocalError';
  readonly code: LocalErrorCode;

  constructor(code: LocalErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
