import type { AppSyncError } from '../../shared/graphql-error.ts';
import { isObject } from '../../shared/is-object.ts';
import type { ParsedDocument } from './documents.ts';
import type { Variables } from './literals.ts';
import type { Operation } from './operation.ts';
import type { GraphqlAnswer, GraphqlRequest } from '../types.ts';

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

/** Chooses the operation and reads the variables. */
export function readRequest(
  request: GraphqlRequest,
  documents: (query: string) => ParsedDocument,
): ReadyRequest | Malformed | Refused {
  // What comes over the wire may be anything, whatever its type says.
  const { query, variables, operationName }: Partial<Record<keyof GraphqlRequest, unknown>> =
    request;
  if (typeof query !== 'string' || query.trim() === '') return UNPARSABLE;
  if (variables !== undefined && variables !== null && !isObject(variables)) return UNPARSABLE;
  const document = documents(query);
  if (document.errors) return { status: 200, errors: document.errors };
  const chosen = chooseOperation(document.operations, operationName);
  if (!('kind' in chosen)) return chosen;
  const read = chosen.readVariables(isObject(variables) ? variables : {});
  if ('error' in read) return { status: 200, errors: [read.error] };
  return { operation: chosen, variables: read.values, sentVariables: read.sent };
}

function chooseOperation(
  operations: readonly Operation[],
  operationName: unknown,
): Operation | Malformed {
  if (typeof operationName !== 'string' || operationName === '') {
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
