import { Client, errors } from 'undici';
import { percentile } from '../statistics.ts';
import { createAnswerCheck } from './answer-check.ts';
import type { LoadResult, LoadTask } from './types.ts';

/** Answers of the measured time, and what went wrong at any time. */
interface Tally {
  readonly latencies: number[];
  wrong: number;
  firstWrong: string | null;
  dropped: number;
}

/** So often in a row a client takes up its connection again. */
const MAX_DROPS = 5;

/** Loads a server: each client has a connection of its own, kept open, and one request on it. */
export async function runClosedLoop(task: LoadTask): Promise<LoadResult> {
  const tally: Tally = { latencies: [], wrong: 0, firstWrong: null, dropped: 0 };
  const start = performance.now() + task.warmUp * 1_000;
  const end = start + task.seconds * 1_000;
  const utilization = performance.eventLoopUtilization();
  await Promise.all(
    Array.from({ length: task.clients }, (_, client) => runClient(task, client, tally, start, end)),
  );
  const latencies = Float64Array.from(tally.latencies).sort();
  return {
    requestsPerSecond: latencies.length / task.seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    wrong: tally.wrong,
    firstWrong: tally.firstWrong,
    dropped: tally.dropped,
    generatorBusy: performance.eventLoopUtilization(utilization).utilization,
  };
}

async function runClient(
  task: LoadTask,
  number: number,
  tally: Tally,
  start: number,
  end: number,
): Promise<void> {
  const { origin, pathname: path } = new URL(task.url);
  const client = new Client(origin, { pipelining: 1 });
  const check = createAnswerCheck(task.exchanges);
  const headers = { 'content-type': 'application/json', authorization: task.token };
  try {
    for (let index = number; ; index += 1) {
      const sent = performance.now();
      if (sent >= end) return;
      const variant = index % task.exchanges.length;
      const body = task.exchanges[variant]!.body;
      const request = { path, method: 'POST', headers, body } as const;
      const answer = await askAgain(client, request, tally);
      const received = performance.now();
      const problem = check(variant, answer.status, answer.body);
      if (problem !== null) {
        tally.wrong += 1;
        tally.firstWrong ??= problem;
      }
      if (sent >= start && received <= end) tally.latencies.push(received - sent);
    }
  } finally {
    await client.destroy();
  }
}

/**
 * A server that was kept from its work for long may close a connection, taking it for idle, just
 * when the next request is under way. The lost time counts.
 */
async function askAgain(client: Client, request: Request, tally: Tally): Promise<Answer> {
  for (let drops = 0; ; drops += 1) {
    try {
      return await ask(client, request);
    } catch (error) {
      if (!(error instanceof errors.SocketError) || drops === MAX_DROPS) throw error;
      tally.dropped += 1;
    }
  }
}

type Request = Parameters<Client['dispatch']>[0];

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One request through undici's lowest layer, its cheapest. */
function ask(client: Client, request: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    client.dispatch(request, {
      onRequestStart() {
        // Nothing to do, but undici wants the method to tell the kind of handler.
      },
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
        resolve({ status, body: bytes.toString('utf8') });
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    });
  });
}
