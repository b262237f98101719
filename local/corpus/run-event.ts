import { parseObject } from '../shared/parse-object.ts';
import { connectRealtime, encodeHeaderProtocol } from '../testing/realtime-client.ts';
import type { RealtimeClient } from '../testing/realtime-client.ts';
import type { Asking } from './asking.ts';
import type { Credentials } from './callers.ts';
import { differenceOf } from './judge.ts';
import { within } from './patience.ts';
import type { EventOperation } from './types.ts';

/**
 * Listens on a channel, publishes there, and compares what is heard.
 * @returns why it is not as expected, null when it is
 * @see https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html
 */
export async function runEvent(
  { as, publish, event, hear = publish, expect }: EventOperation,
  { api, credentialsOf }: Pick<Asking, 'api' | 'credentialsOf'>,
): Promise<string | null> {
  const credentials = await credentialsOf(as);
  const host = new URL(api.url).host;
  const client = await connectRealtime(api.realtimeUrl, {
    protocols: [
      'aws-appsync-event-ws',
      encodeHeaderProtocol({ host, ...credentials('{}', '/realtime') }),
    ],
  });
  try {
    const refusal =
      (await unlessAnswered(client, 'connection_ack', { type: 'connection_init' })) ??
      (await unlessAnswered(client, 'subscribe_success', {
        type: 'subscribe',
        id: '1',
        channel: hear,
        authorization: { host, ...credentials(JSON.stringify({ channel: hear })) },
      })) ??
      (await publishOne(api.url, { channel: publish, event, credentials }));
    if (refusal !== null) return refusal;
    const frame = await within(client.next());
    if (frame === null) return 'listeners hear nothing';
    return differenceOf(JSON.parse(String(frame['event'])), expect, 'event');
  } finally {
    await client.close();
  }
}

/** Null when the answer to a message is of that type; else what it is. */
async function unlessAnswered(
  client: RealtimeClient,
  type: string,
  message: object,
): Promise<string | null> {
  client.send(message);
  const answer = await within(client.next());
  return answer?.['type'] === type ? null : `it is refused: ${JSON.stringify(answer)}`;
}

/** @see https://docs.aws.amazon.com/appsync/latest/eventapi/publish-http.html */
async function publishOne(
  url: string,
  what: { readonly channel: string; readonly event: unknown; readonly credentials: Credentials },
): Promise<string | null> {
  const { channel, event, credentials } = what;
  const body = JSON.stringify({ channel, events: [JSON.stringify(event)] });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...credentials(body) },
    body,
  });
  const text = await response.text();
  const { successful } = parseObject(text) ?? {};
  return Array.isArray(successful) && successful.length === 1
    ? null
    : `it is not published: ${text}`;
}
