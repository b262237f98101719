/** Why an operation on an Event API is not done: over HTTP with its status, on a WebSocket in an error frame. */
export interface EventRefusal {
  readonly status: 400 | 401 | 403 | 500;
  readonly errorType: string;
  readonly message: string;
}

/** What AppSync says to callers that may not do it. */
export const NOT_AUTHORIZED: EventRefusal = {
  status: 401,
  errorType: 'UnauthorizedException',
  message: 'You are not authorized to make this call.',
};

/** The same when the namespace's own handler says so: that its status is another is what Powertools' pages tell. */
export const REJECTED_BY_HANDLER: EventRefusal = { ...NOT_AUTHORIZED, status: 403 };

/** What the request itself lacks. */
export const badRequest = (message: string): EventRefusal => ({
  status: 400,
  errorType: 'BadRequestException',
  message,
});

/** A fault of this engine, which its log tells of. */
export const INTERNAL_FAILURE: EventRefusal = {
  status: 500,
  errorType: 'InternalFailure',
  message: 'Internal failure.',
};
