/** What DynamoDB refused; its `name` is the exception's, e.g. `ResourceNotFoundException`. */
export class ApiException extends Error {
  readonly status: number;
  readonly requestId: string;
  /** All that it answered, e.g. CancellationReasons. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(body: Readonly<Record<string, unknown>>, status: number, requestId: string) {
    const { __type: type, message = body['Message'] } = body;
    super(typeof message === 'string' ? message : '');
    this.name = typeof type === 'string' ? type.replace(/^.*#/, '') : 'UnknownError';
    this.status = status;
    this.requestId = requestId;
    this.body = body;
  }
}
