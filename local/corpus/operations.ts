import { parse, Kind } from 'graphql';
import { setTimeout as pause } from 'node:timers/promises';
import { connectRealtime, encodeHeaderProtocol, startMessage } from '../testing/realtime-client.ts';
import type { Asking } from './asking.ts';
import { differenceOf, filledIn } from './judge.ts';
import { PATIENCE, within } from './patience.ts';
import { runEvent } from './run-event.ts';
import type { DocumentOperation, Operation, SubscriptionOperation } from './types.ts';

/** Runs one operation. @returns why it is not as expected, null when it is */
export async function runOperation(operation: Operation, asking: Asking): Promise<string | null> {
  if ('publish' in operation) return await runEvent(operation, asking);
  if ('subscribe' in operation) return await runSubscription(operation, asking);
  if (!operation.later) return await runDocument(operation, asking);
  const end = Date.now() + PATIENCE;
  for (;;) {
    const difference = await runDocument(operation, asking);
    if (difference === null || Date.now() > end) return difference;
    await pause(500);
  }
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message?: string; readonly errorType?: string }[];
}

async function runDocument(
  { as, document, variables = {}, expect, refused }: DocumentOperation,
  { api, credentialsOf, answers }: Asking,
): Promise<string | null> {
  const credentials = await credentialsOf(as);
  const body = JSON.stringify({ query: document, variables: filledIn(variables, answers) });
  const response = await fetch(api.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...credentials(body) },
    body,
  });
  const { data, errors = [] } = (await response.json()) as Answer;
  answers.push(data);
  const [error] = errors;
  if (refused !== undefined) {
    const text = `${error?.errorType ?? ''} ${error?.message ?? ''}`;
    return text.includes(refused) ? null : `it is not refused with ${refused}, but: ${text}`;
  }
  if (error) return `${error.errorType ?? 'error'}: ${error.message ?? ''}`;
  return expect === undefined ? null : differenceOf(data, expect);
}

const REFUSALS = new Set(['error', 'connection_error']);

async function runSubscription(
  { as, subscribe, variables = {}, by, expect }: SubscriptionOperation,
  asking: Asking,
): Promise<string | null> {
  const { api, credentialsOf, answers } = asking;
  const credentials = await credentialsOf(as);
  const host = new URL(api.url).host;
  const filled = filledIn(variables, answers) as Record<string, unknown>;
  const data = JSON.stringify({ query: subscribe, variables: filled });
  const client = await connectRealtime(api.realtimeUrl, {
    protocols: ['graphql-ws', encodeHeaderProtocol({ host, ...credentials('{}', '/connect') })],
  });
  try {
    client.send({ type: 'connection_init' });
    // What is sent before the answer to it, AppSync ignores.
    const answer = await within(client.next());
    if (answer?.['type'] !== 'connection_ack') return `it is refused: ${JSON.stringify(answer)}`;
    const start = startMessage('1', subscribe, {
      variables: filled,
      authorization: { host, ...credentials(data) },
    });
    client.send(start);
    for (;;) {
      const frame = await within(client.next());
      if (frame === null) return 'it is not acknowledged';
      if (REFUSALS.has(String(frame['type'])))
        return `it is refused: ${JSON.stringify(frame['payload'])}`;
      if (frame['type'] === 'start_ack') break;
    }
    const difference = await runDocument(by, asking);
    if (difference !== null) return difference;
    const frame = await within(client.next());
    if (frame === null) return 'subscribers are told nothing';
    return differenceOf((frame['payload'] as Answer).data, expect ?? '*');
  } finally {
    await client.close();
  }
}

/** What an operation is called: the fields that it asks, or the channel. */
export function titleOf(operation: Operation): string {
  if ('publish' in operation) return `event on ${operation.publish}`;
  const document = 'subscribe' in operation ? operation.subscribe : operation.document;
  const [definition] = parse(document).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return 'document';
  const fields = definition.selectionSet.selections.flatMap((field) =>
    field.kind === Kind.FIELD ? [field.name.value] : [],
  );
  return `${definition.operation} ${fields.join(', ')}`;
}
