import type { AppSyncError } from '../shared/graphql-error.ts';
import { isObject } from '../shared/is-object.ts';
import type { ParsedDocument } from './document/documents.ts';
import type { Variables } from './document/literals.ts';
import type { Operation } from './document/operation.ts';
import type { GraphqlAnswer, GraphqlRequest } from './types.ts';

/** A request whose query, operation name and variables are all in order. */
export interface ReadyRequest {
  readonly operation: Operation;
  readonly variables: Variables;
  /** What `ctx.info.variables` shows of them. */
  readonly sentVariables: Variables;
}

/** What AppSync calls malformed: HTTP 400. */
export interface Malformed {
  readonly status: 400;
  readonly error: AppSyncError;
}

/** What it answers with status 200 and `data: null`. */
export interface Refused {
  readonly status: 200;
  readonly errors: readonly AppSyncError[];
}

/**
 * The request in a POST body. Texts of refusals are AppSync's own.
 * @see https://github.com/graphql/graphql-over-http/issues/81
 */
export function requestOfBody(body: string): GraphqlRequest | Malformed {
  if (body.trim() === '') return EMPTY;
  try {
    return checked(JSON.parse(body));
  } catch {
    return UNPARSABLE;
  }
}

/** The request in the query parameters of a GET. */
export function requestOfQuery({ searchParams }: URL): GraphqlRequest | Malformed {
  const variables = searchParams.get('variables');
  try {
    return checked({
      query: searchParams.get('query'),
      variables: variables ? (JSON.parse(variables) as unknown) : null,
      operationName: searchParams.get('operationName'),
    });
  } catch {
    return UNPARSABLE;
  }
}

/** What comes over the wire may be anything. */
function checked(value: unknown): GraphqlRequest | Malformed {
  if (!isObject(value)) return UNPARSABLE;
  const { query, variables = null, operationName = null } = value;
  if (typeof query !== 'string') return UNPARSABLE;
  if (variables !== null && !isObject(variables)) return UNPARSABLE;
  if (operationName !== null && typeof operationName !== 'string') return UNPARSABLE;
  return { query, variables, operationName };
}

/** Chooses the operation and reads the variables. */
export function readRequest(
  request: GraphqlRequest,
  documents: (query: string) => ParsedDocument,
): ReadyRequest | Malformed | Refused {
  const given = checked(request);
  if ('status' in given || given.query.trim() === '') return UNPARSABLE;
  const document = documents(given.query);
  if (document.errors) return { status: 200, errors: document.errors };
  const chosen = chooseOperation(document.operations, given.operationName);
  if (!('kind' in chosen)) return chosen;
  const read = chosen.readVariables(given.variables ?? {});
  if ('error' in read) return { status: 200, errors: [read.error] };
  return { operation: chosen, variables: read.values, sentVariables: read.sent };
}

function chooseOperation(
  operations: readonly Operation[],
  operationName: string | null | undefined,
): Operation | Malformed {
  if (!operationName) {
    const [only, second] = operations;
    if (!only) return UNPARSABLE;
    return second ? badRequest('Missing operation name.') : only;
  }
  const named = operations.find(({ name }) => name === operationName);
  return named ?? badRequest(`Unknown operation named '${operationName}'.`);
}

function badRequest(message: string): Malformed {
  return { status: 400, error: { message, errorType: 'BadRequestException' } };
}

const EMPTY: Malformed = {
  status: 400,
  error: { message: 'Request body is empty.', errorType: 'MalformedHttpRequestException' },
};

const UNPARSABLE: Malformed = {
  status: 400,
  error: { message: 'Unable to parse GraphQL query.', errorType: 'MalformedHttpRequestException' },
};

/** The HTTP answer of a request that is not executed. */
export function refusal(problem: Malformed | Refused): GraphqlAnswer {
  const body =
    problem.status === 400
      ? { errors: [problem.error] }
      : { data: null, errors: [...problem.errors] };
  return { status: problem.status, body, headers: {} };
}
