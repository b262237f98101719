/** One entry of `errors` in an answer of the API. */
export interface GraphqlErrorEntry {
  readonly message: string;
  /** AppSync's or the API's own kind, e.g. `ValidationFailed`, `VersionConflict`, `Unauthorized`. */
  readonly errorType?: string | null;
  /** Details that belong to the kind, e.g. the fields that failed validation. */
  readonly errorInfo?: unknown;
  readonly path?: readonly (string | number)[] | null;
  /** HTTP-like code of a refused real-time connection. */
  readonly errorCode?: number;
}

/** The API answered with errors. `errorType`, `errorInfo` and `path` are those of the first one. */
export class GraphqlRequestError extends Error {
  override readonly name: string = 'GraphqlRequestError';
  readonly errors: readonly GraphqlErrorEntry[];
  /** What the API could answer besides the errors. */
  readonly data: unknown;
  /** HTTP status; null on the real-time channel. */
  readonly status: number | null;

  constructor(
    errors: readonly GraphqlErrorEntry[],
    {
      data = null,
      status = null,
    }: { readonly data?: unknown; readonly status?: number | null } = {},
  ) {
    super(errors.map(({ message }) => message).join('; ') || 'The API answered with an error');
    this.errors = errors;
    this.data = data;
    this.status = status;
  }

  get errorType(): string | null {
    return this.errors[0]?.errorType ?? null;
  }

  get errorInfo(): unknown {
    return this.errors[0]?.errorInfo ?? null;
  }

  /** With VersionConflict, the version that the record has now, where the API names one. */
  get currentVersion(): number | null {
    const { currentVersion } = (this.errorInfo ?? {}) as { readonly currentVersion?: unknown };
    return typeof currentVersion === 'number' ? currentVersion : null;
  }

  get path(): readonly (string | number)[] | null {
    return this.errors[0]?.path ?? null;
  }
}

const BLOCKED = 'WAFForbiddenException';

/**
 * The firewall before the API refused the request; nothing was executed. Either too many requests of this
 * person or address came within 5 minutes, or the content is known to be harmful.
 */
export class FirewallError extends GraphqlRequestError {
  override readonly name = 'FirewallError';

  constructor(status: number | null) {
    const message =
      'The firewall refused the request: too many within 5 minutes, or content that it lets nobody send. ' +
      'Wait some minutes and send more slowly';
    super([{ message, errorType: BLOCKED }], { status });
  }
}

/** The error that belongs to the `errors` of an answer. */
export function requestError(
  errors: readonly GraphqlErrorEntry[],
  answer: { readonly data?: unknown; readonly status?: number | null } = {},
): GraphqlRequestError {
  return errors.some(({ errorType }) => errorType === BLOCKED)
    ? new FirewallError(answer.status ?? null)
    : new GraphqlRequestError(errors, answer);
}

/** The API could not be reached, or something that is no GraphQL API answered. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** Reads `errors` in any of the forms AppSync uses: list, single object, missing message or type. */
export function readErrors(value: unknown): GraphqlErrorEntry[] {
  const entries = Array.isArray(value) ? (value as unknown[]) : value == null ? [] : [value];
  return entries.map((entry) => {
    if (typeof entry !== 'object' || entry === null) return { message: String(entry) };
    const error = entry as Partial<GraphqlErrorEntry>;
    return { ...error, message: error.message ?? error.errorType ?? 'Unknown error' };
  });
}

/** Whether the API refused the credentials themselves, not what they are allowed to do. */
export function refusesCredentials(errors: readonly GraphqlErrorEntry[]): boolean {
  return errors.some(
    ({ errorType, errorCode }) => errorType === 'UnauthorizedException' || errorCode === 401,
  );
}
