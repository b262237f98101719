import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../gateway/index.ts';
import { systemClock } from '../../shared/clock.ts';
import { silentLog } from '../../shared/log.ts';
import { createTraceRoutes } from '../../tracing/routes.ts';
import { createTracer, type Tracer } from '../../tracing/tracer.ts';
import type { TraceKind, TraceList, TraceSummary } from '../../tracing/types.ts';

let tracer: Tracer;
let gateway: Gateway;
beforeAll(async () => {
  tracer = createTracer({ clock: systemClock });
  gateway = createGateway({ host: '127.0.0.1', port: 0, log: silentLog });
  gateway.addRoutes(createTraceRoutes(tracer));
  await gateway.start();
});
afterAll(() => gateway.stop());
beforeEach(() => tracer.clear());

/** Something that came to its end; with a reason, it failed. */
function leave(kind: TraceKind, name: string, reason?: string): string {
  const record = tracer.begin(kind, name, { cause: null });
  const error = { type: 'Wrong', message: reason ?? '', source: null };
  if (reason === undefined) record.end('succeeded');
  else record.end('failed', [error]);
  return tracer.idOf(record);
}

const get = (path: string): Promise<Response> => fetch(`${gateway.url}/_local/traces${path}`);
const namesOf = async (query: string): Promise<readonly string[]> =>
  ((await (await get(`?${query}`)).json()) as TraceList).records.map(({ name }) => name);

describe('GET /_local/traces', () => {
  test('filters: by kind and outcome, several with commas; by text in whatever case', async () => {
    leave('request', 'query first');
    leave('invocation', 'second', 'the Cake is gone');
    leave('mail', 'third');
    const running = tracer.begin('queue', 'fourth', { cause: null });
    running.caller = 'ann@example.com';
    expect(await namesOf('')).toEqual(['fourth', 'third', 'second', 'query first']);
    expect(await namesOf('kind=mail,request')).toEqual(['third', 'query first']);
    expect(await namesOf('outcome=failed,running')).toEqual(['fourth', 'second']);
    expect(await namesOf('kind=mail&outcome=failed')).toEqual([]);
    expect(await namesOf('text=cake')).toEqual(['second']);
    expect(await namesOf('text=ANN@')).toEqual(['fourth']);
    running.end('succeeded');
  });

  test('pages: the newest before an id, and those that came after one', async () => {
    const ids = ['a', 'b', 'c', 'd'].map((name) => leave('request', name));
    expect(await namesOf('limit=2')).toEqual(['d', 'c']);
    expect(await namesOf(`before=${ids[2]}&limit=2`)).toEqual(['b', 'a']);
    expect(await namesOf(`after=${ids[1]}`)).toEqual(['d', 'c']);
    const { newest } = (await (await get(`?after=${ids[3]}`)).json()) as TraceList;
    expect(newest).toBe(ids[3]);
  });

  test('a filter that is none: 400, with those that there are', async () => {
    for (const [query, message] of [
      ['kind=letter', /kind letter is none of request, subscription, /],
      ['outcome=good', /outcome good is none of running, succeeded, failed, refused/],
      ['limit=0', /limit is a whole number from 1 to 1000/],
    ] as const) {
      const answer = await get(`?${query}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({
        error: { code: 'BadRequest', message: expect.stringMatching(message) },
      });
    }
  });

  test('another method: 405; an id that is none: 404', async () => {
    const put = await fetch(`${gateway.url}/_local/traces`, { method: 'PUT' });
    expect(put.status).toBe(405);
    expect((await get('/0000000000000000')).status).toBe(404);
  });
});

describe('GET /_local/traces/events', () => {
  test('each that ends is told as it stands in the list, and what runs for a while before', async () => {
    const answer = await get('/events');
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const told = async (count: number): Promise<TraceSummary[]> => {
      for (;;) {
        const events = [...text.matchAll(/^id: (.+)\ndata: (.+)\n\n/gm)];
        if (events.length >= count) {
          return events.map(([, id = '', data = '']) => {
            const summary = JSON.parse(data) as TraceSummary;
            // https://html.spec.whatwg.org/multipage/server-sent-events.html: what comes back as Last-Event-ID
            expect(summary.id).toBe(id);
            return summary;
          });
        }
        text += (await reader?.read())?.value ?? '';
      }
    };
    text += (await reader?.read())?.value ?? '';
    expect(text).toBe(': traces\n\n');

    leave('request', 'query broken', 'out of cake');
    const [ended] = await told(1);
    expect(ended).toMatchObject({ name: 'query broken', outcome: 'failed' });
    expect(((await (await get('')).json()) as TraceList).records).toEqual([ended]);

    const long = tracer.begin('invocation', 'long', { cause: null });
    expect((await told(2))[1]).toMatchObject({ name: 'long', outcome: 'running', ms: null });
    long.end('succeeded');
    expect((await told(3))[2]).toMatchObject({
      id: tracer.idOf(long),
      outcome: 'succeeded',
      ms: expect.any(Number),
    });
    await reader?.cancel();
  });
});
