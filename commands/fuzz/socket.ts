import type { Random } from './random.ts';
import { anyJson, anyText } from './random.ts';
import type { Target } from './requests.ts';
import type { FuzzOptions, Outcome } from './run.ts';

const TYPES = ['connection_init', 'start', 'stop', 'ka', 'complete', 'data', '', '__proto__'];

/** What a client sends through one connection. */
export function frames(random: Random, { tokens }: Target): readonly string[] {
  const hello = { authorization: random.pick(tokens), host: 'localhost' };
  const header = Buffer.from(JSON.stringify(random.chance(80) ? hello : anyJson(random)));
  return [
    `header-${header.toString('base64url')}`,
    ...Array.from({ length: 1 + random.below(8) }, () => frame(random)),
  ];
}

function frame(random: Random): string {
  if (random.chance(20)) return anyText(random);
  const payload = random.chance(60) ? { data: anyText(random), extensions: {} } : anyJson(random);
  return JSON.stringify({ type: random.pick(TYPES), id: anyText(random), payload });
}

/** Sends them; whatever they are, the connection ends when its client ends it. */
export function knock(
  { realtimeUrl, patience }: FuzzOptions,
  [header = '', ...sent]: readonly string[],
): Promise<Outcome> {
  const url = realtimeUrl.replace(/^http/u, 'ws');
  return new Promise((resolve) => {
    const socket = new WebSocket(url, ['graphql-ws', header]);
    const late = setTimeout(() => {
      resolve({ answer: 'socket none', problem: 'the connection neither opened nor closed' });
    }, patience);
    socket.addEventListener('open', () => {
      for (const text of sent) socket.send(text);
      socket.close();
    });
    socket.addEventListener('close', ({ code }) => {
      clearTimeout(late);
      // 1011: the server had an error.
      const problem = code === 1011 ? 'closed with 1011' : null;
      resolve({ answer: `socket ${code}`, problem });
    });
    socket.addEventListener('error', () => {});
  });
}
