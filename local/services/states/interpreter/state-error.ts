/** A failure by the name that Retry and Catch know it by. */
export class StateError extends Error {
  override readonly name: string;

  /**
   * @param error `States.Timeout`, or what a task failed with
   * @param cause what more there is to say; a text, as in Cause
   */
  constructor(error: string, cause: string) {
    super(cause);
    this.name = error;
  }
}

/** A definition that asks for what cannot be done with its data: neither repeated nor caught by States.ALL. */
export const runtimeError = (cause: string): StateError => new StateError('States.Runtime', cause);

/** What Catch gives on: the error as data. */
export const errorOutput = ({ name, message }: StateError): Readonly<Record<string, unknown>> => ({
  Error: name,
  Cause: message,
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export function fits(names: unknown, { name }: StateError): boolean {
  const wanted = Array.isArray(names) ? (names as unknown[]) : [];
  if (wanted.includes(name)) return true;
  if (name === 'States.Runtime' || name === 'States.DataLimitExceeded') return false;
  if (wanted.includes('States.ALL')) return true;
  return wanted.includes('States.TaskFailed') && name !== 'States.Timeout';
}
