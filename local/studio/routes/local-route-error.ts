/** A refusal: what is wrong with the request, and what to do. */
export class LocalRouteError extends Error {
  override readonly name = 'LocalRouteError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** What is wrong with a part of the request. */
export const badRequest = (message: string): LocalRouteError =>
  new LocalRouteError(400, 'BadRequest', message);

/** The app has no such thing; `known` are those that it has. */
export function notFound(what: string, name: string, known: readonly string[]): LocalRouteError {
  const others = known.length === 0 ? 'The app has none' : `There is: ${known.join(', ')}`;
  return new LocalRouteError(404, 'NotFound', `No ${what} is named ${name}. ${others}.`);
}
