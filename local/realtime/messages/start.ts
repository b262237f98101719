import { randomUUID } from 'node:crypto';

import { filterProblem } from '../filter-limits.ts';
import type { FilterProblem } from '../filter-limits.ts';
import { headersOf } from '../handshake.ts';
import { isObject } from '../../shared/is-object.ts';
import { parseObject } from '../../shared/parse-object.ts';
import { MAX_SUBSCRIPTIONS_PER_CONNECTION, unsupportedOperation, wireErrors } from '../protocol.ts';
import type { ClientMessage, WireError } from '../protocol.ts';
import type { RealtimeOperation, SubscriptionPlan } from '../types.ts';
import type { RawRecord } from '../../tracing/index.ts';
import { admitted, beginStart, endRefused } from '../traced-start.ts';
import type { Session } from './session.ts';

/** A start message in AppSync's form. */
interface Start {
  readonly id: string;
  /** The text of `payload.data`, which IAM signatures cover. */
  readonly body: string;
  readonly operation: RealtimeOperation;
  /** The subscription's own credentials, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * `start`: judges the subscription's own credentials, which may be of another mode than the
 * connection's, lets the API plan it, and acknowledges it.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export async function start(session: Session, message: ClientMessage): Promise<void> {
  const request = readStart(message);
  if (request === null) {
    session.refuse(message.id, [unsupportedOperation('unknown')]);
    return;
  }
  const { tracer } = session;
  const record = beginStart(tracer, request.operation);
  const objection = objectionTo(session, request);
  if (objection !== null) {
    endRefused(record, objection);
    session.refuse(request.id, objection);
    return;
  }
  const pending = session.begin(request.id);
  const planned = (): ReturnType<typeof plan> => plan(session, request, record);
  const outcome = await (record && tracer ? tracer.run(record, planned) : planned());
  if (Array.isArray(outcome)) endRefused(record, outcome);
  else record?.end('succeeded');
  if (!pending.active) return;
  if (Array.isArray(outcome)) {
    session.release(request.id);
    session.refuse(request.id, outcome);
  } else {
    session.establish(request.id, outcome, record && tracer ? tracer.idOf(record) : null);
  }
}

function readStart(message: ClientMessage): Start | null {
  const { id, payload } = message;
  if (id === undefined || id === '' || !isObject(payload)) return null;
  const body = payload['data'];
  const data = typeof body === 'string' ? parseObject(body) : null;
  if (typeof body !== 'string' || data === null || typeof data['query'] !== 'string') return null;
  const { variables, operationName } = data;
  const extensions = isObject(payload['extensions']) ? payload['extensions'] : {};
  const authorization = extensions['authorization'];
  return {
    id,
    body,
    operation: {
      query: data['query'],
      variables: isObject(variables) ? variables : null,
      operationName: typeof operationName === 'string' ? operationName : null,
    },
    headers: isObject(authorization) ? headersOf(authorization) : {},
  };
}

/** What speaks against a start before anybody is asked. */
function objectionTo(session: Session, { id, operation }: Start): WireError[] | WireError | null {
  const { kind, rootFields } = session.readOperation(operation);
  if (kind === 'query' || kind === 'mutation') return [unsupportedOperation(kind)];
  // AppSync starts a subscription for each root field: of several, the second has the first one's id.
  if (session.has(id) || rootFields > 1) {
    return [
      { errorType: 'DuplicatedOperationError', message: `Duplicated operation with id ${id}` },
    ];
  }
  if (session.subscriptionCount < MAX_SUBSCRIPTIONS_PER_CONNECTION) return null;
  return {
    errorType: 'MaxSubscriptionsReachedError',
    message: `Max number of ${MAX_SUBSCRIPTIONS_PER_CONNECTION} subscriptions reached`,
  };
}

async function plan(
  session: Session,
  request: Start,
  record: RawRecord | null,
): Promise<SubscriptionPlan | WireError[]> {
  const { body, operation, headers } = request;
  try {
    const caller = await session.authenticate({
      channel: 'subscribe',
      headers,
      handshakeHeaders: session.handshakeHeaders,
      sourceIp: session.sourceIp,
      body,
      operation,
    });
    if (!('mode' in caller)) return [{ errorType: caller.errorType, message: caller.message }];
    admitted(record, caller);
    const requestId = randomUUID();
    const answer = await session.subscribe(operation, {
      caller,
      request: { headers: { ...headers, 'x-amzn-requestid': requestId }, domainName: null },
      requestId,
      ...(record && { trace: record }),
    });
    if ('errors' in answer) return wireErrors(answer.errors);
    const problem = problemOf(answer);
    if (problem === null) return answer;
    session.explain(`Subscription.${answer.fieldName}: ${problem.hint}`);
    return [{ message: problem.message, errorCode: 400 }];
  } catch (error) {
    session.fault(error);
    return [{ errorType: 'InternalFailure', message: 'The subscription could not be started.' }];
  }
}

function problemOf({ filter, invalidationFilter }: SubscriptionPlan): FilterProblem | null {
  return (
    (filter && filterProblem('setSubscriptionFilter', filter)) ??
    (invalidationFilter && filterProblem('setSubscriptionInvalidationFilter', invalidationFilter))
  );
}
