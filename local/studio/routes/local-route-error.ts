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
