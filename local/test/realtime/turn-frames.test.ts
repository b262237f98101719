import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { createUpgradeHandler } from '../../realtime/index.ts';
import type { UpgradeHandler } from '../../realtime/ws-adapter.ts';
import type { Socket } from '../../realtime/types.ts';
import { textFrames } from '../../realtime/turn-frames.ts';

/** Lengths at which the header's form changes, in bytes. */
const LENGTHS = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000];

let answer: (text: string, from: Socket) => void;
let upgrades: UpgradeHandler;
let url: string;
let stop: () => Promise<void>;
const accepted: Socket[] = [];
const clients: WebSocket[] = [];

beforeEach(async () => {
  answer = () => {};
  accepted.length = 0;
  upgrades = createUpgradeHandler(
    { name: 'Api', path: '/graphql' },
    {
      accept(socket) {
        accepted.push(socket);
        return { receive: (text) => answer(text, socket), closed() {} };
      },
    },
  );
  const server = createServer();
  server.on('upgrade', (request, socket, head) => upgrades.handle(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  stop = async () => {
    for (const client of clients.splice(0)) client.terminate();
    await upgrades.stop();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => stop());

/** A client that notes all it hears, in its order: texts, `pong` and `close`. */
async function connect() {
  const client = new WebSocket(url, ['graphql-ws']);
  clients.push(client);
  const heard: string[] = [];
  client.on('message', (data) => heard.push((data as Buffer).toString()));
  client.on('pong', () => heard.push('pong'));
  const closed = new Promise<void>((resolve) => {
    client.on('close', (code) => {
      heard.push(`close ${code}`);
      resolve();
    });
  });
  await new Promise((resolve) => client.once('open', resolve));
  const hears = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (heard.length >= count) resolve();
      };
      for (const event of ['message', 'pong', 'close']) client.on(event, look);
      look();
    });
  return { client, heard, hears, closed };
}

describe('textFrames', () => {
  test('a message: FIN, text, no mask, its length in 7, 16 or 64 bits (RFC 6455, 5.2)', () => {
    const header = (length: number, size: number) => [
      ...textFrames(['a'.repeat(length)]).subarray(0, size),
    ];
    expect(textFrames(['Hello'])).toEqual(Buffer.from([0x81, 5, 0x48, 0x65, 0x6c, 0x6c, 0x6f]));
    expect(header(125, 2)).toEqual([0x81, 125]);
    expect(header(256, 4)).toEqual([0x81, 126, 0x01, 0x00]);
    expect(header(65_536, 10)).toEqual([0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]);
  });
});

describe('what one turn sends', () => {
  test('messages of every form of length: arrive whole and in their order', async () => {
    const { heard, hears } = await connect();
    const sent = LENGTHS.flatMap((length) => ['x'.repeat(length), 'ü€😀'.repeat(length / 9)]);
    for (const text of sent) accepted[0]?.send(text);
    await hears(sent.length);
    expect(heard).toEqual(sent);
  });

  test('to several clients in turns: each hears its own in their order', async () => {
    const both = [await connect(), await connect()];
    for (let turn = 0; turn < 3; turn += 1) {
      for (const [index, socket] of accepted.entries()) socket.send(`${turn} to ${index}`);
    }
    for (const [index, { heard, hears }] of both.entries()) {
      await hears(3);
      expect(heard).toEqual([0, 1, 2].map((turn) => `${turn} to ${index}`));
    }
  });

  test('a close behind messages: comes after them, and nothing follows it', async () => {
    const { heard, closed } = await connect();
    accepted[0]?.send('one');
    accepted[0]?.send('two');
    accepted[0]?.close(1000, 'done');
    accepted[0]?.send('late');
    await closed;
    expect(heard).toEqual(['one', 'two', 'close 1000']);
  });

  test('a ping or close behind a message: is answered after the message', async () => {
    answer = (text, from) => from.send(`answer to ${text}`);
    const { client, heard, closed } = await connect();
    client.send('one');
    client.ping();
    client.send('two');
    client.close(1000);
    await closed;
    expect(heard).toEqual(['answer to one', 'pong', 'answer to two', 'close 1000']);
  });

  test('a client that is gone: nothing is written and nothing fails', async () => {
    const { client, closed } = await connect();
    client.terminate();
    await closed;
    accepted[0]?.send('to nobody');
    await new Promise((resolve) => setImmediate(resolve));
    expect(accepted[0]?.bufferedAmount).toBe(0);
  });
});
