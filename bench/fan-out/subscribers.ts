import { WebSocket } from 'ws';
import { DOCUMENT, now } from './change.ts';
import type { Connections, ServerName } from './types.ts';

/** To subscribe. */
export interface Subscribe extends Connections {
  readonly url: string;
  readonly server: ServerName;
  /** Whether every subscription has a filter of its own. */
  readonly ownFilters: boolean;
}

/** What the parent asks: to subscribe, to wait for so many deliveries, or to close everything. */
export type Question = Subscribe | { readonly deliveries: number } | 'close';

const MARK = '"at":"';

/** Milliseconds from publication to here, in the order of arrival. */
let delays: number[] = [];
let wanted = Number.POSITIVE_INFINITY;
const kept: WebSocket[] = [];

process.once('disconnect', () => process.exit());
process.on('message', (question: Question) => {
  if (question === 'close') {
    for (const socket of kept.splice(0)) socket.close();
    process.send?.('closing');
  } else if ('deliveries' in question) {
    wanted = question.deliveries;
    answerWhenComplete();
  } else {
    void subscribe(question).then(() => process.send?.('subscribed'));
  }
});
process.send?.('ready');

function answerWhenComplete(): void {
  if (delays.length < wanted) return;
  process.send?.(delays);
  delays = [];
  wanted = Number.POSITIVE_INFINITY;
}

async function subscribe(question: Subscribe): Promise<void> {
  for (let number = 0; number < question.connections; number += 1) {
    kept.push(await connect(question, number));
  }
}

async function connect(
  { url, server, each, ownFilters }: Subscribe,
  number: number,
): Promise<WebSocket> {
  const isOurs = server === 'user-manager';
  const authorization = { host: 'localhost', 'x-api-key': 'key' };
  const header = `header-${Buffer.from(JSON.stringify(authorization)).toString('base64url')}`;
  const protocols = isOurs ? ['graphql-ws', header] : ['graphql-transport-ws'];
  const socket = new WebSocket(url, protocols, { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    socket.on('message', (data) => {
      const text = (data as Buffer).toString();
      const at = text.indexOf(MARK);
      if (at >= 0) {
        const start = at + MARK.length;
        delays.push(now() - Number(text.slice(start, text.indexOf('"', start))));
        answerWhenComplete();
      } else if (text.includes('"connection_ack"')) resolve();
    });
  });
  for (let id = 0; id < each; id += 1) {
    const own = ownFilters ? `${number}-${id}` : 'same';
    const operation = { query: DOCUMENT, variables: { type: 'UPDATED', id: own } };
    const message = isOurs
      ? {
          type: 'start',
          payload: { data: JSON.stringify(operation), extensions: { authorization } },
        }
      : { type: 'subscribe', payload: operation };
    socket.send(JSON.stringify({ id: `${number}-${id}`, ...message }));
  }
  return socket;
}
