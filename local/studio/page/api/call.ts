import type { LocalRouteError } from '../../../tracing/types.ts';

/** What the engine answered instead of what was asked for; its message says what to do. */
export class RouteError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'RouteError';
    this.status = status;
    this.code = code;
  }
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Asks a route of the engine below `/_local`.
 * @param path such as `/tables`; texts in it encoded by the caller
 * @throws RouteError for what the engine refuses, Error when it is not there
 */
export async function call<Answer>(path: string, { method = 'GET', body, signal }: Call = {}) {
  const response = await fetch(`/_local${path}`, {
    method,
    signal,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Error('The engine does not answer. Is it running?', { cause: error });
  });
  const text = await response.text();
  if (response.ok) return (text === '' ? null : JSON.parse(text)) as Answer;
  throw toRouteError(response.status, text);
}

function toRouteError(status: number, text: string): RouteError {
  try {
    const { error } = JSON.parse(text) as Partial<LocalRouteError>;
    if (error) return new RouteError(status, error.code, error.message);
  } catch {
    // No JSON: told as it is.
  }
  return new RouteError(status, `HTTP ${status}`, text.slice(0, 500) || `HTTP ${status}`);
}

/** A path of parts that may hold anything. */
export const pathOf = (...parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part)}`).join('');
