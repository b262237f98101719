import type { ServerResponse } from 'node:http';
import { summaryOf } from './describe.ts';
import type { RawRecord } from './record.ts';
import type { Tracer } from './tracer.ts';

/** Milliseconds between two looks at what runs: most is over before. */
const LOOK = 250;
/** Bytes that may wait for a page; one that reads more slowly asks the list once more. */
const MAX_WAITING = 1_048_576; // 1 MiB
/** Milliseconds of silence after which a comment keeps proxies from closing the connection. */
const SILENCE = 15_000;

/**
 * Sends a summary of each record at its end, and of those that run for a while once before.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function streamEvents(tracer: Tracer, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
  });
  response.write(': traces\n\n');
  const told = new WeakSet<RawRecord>();
  let last = performance.now();
  const tell = (record: RawRecord): void => {
    if (response.writableLength > MAX_WAITING) return;
    const { id, ...rest } = summaryOf(record, tracer);
    response.write(`id: ${id}\ndata: ${JSON.stringify({ id, ...rest })}\n\n`);
    last = performance.now();
  };
  const stop = tracer.listen(tell);
  const looking = setInterval(() => {
    for (const record of tracer.running()) {
      if (told.has(record)) continue;
      told.add(record);
      tell(record);
    }
    if (performance.now() - last < SILENCE) return;
    last = performance.now();
    response.write(': still here\n\n');
  }, LOOK).unref();
  response.on('close', () => {
    clearInterval(looking);
    stop();
  });
}
