/** What went wrong on the operator's side; each code is documented in docs/support.md. */
export type LocalErrorCode =
  | 'ERR_ASSEMBLY'
  | 'ERR_SYNTH'
  | 'ERR_UNSUPPORTED_RESOURCE'
  | 'ERR_UNRESOLVED_INTRINSIC'
  | 'ERR_PORT_IN_USE'
  | 'ERR_DYNAMODB_ENGINE'
  | 'ERR_RESOLVER_CODE'
  | 'ERR_SCHEMA'
  | 'ERR_FUNCTION'
  | 'ERR_FLAG'
  | 'ERR_DATA_FOLDER';

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
