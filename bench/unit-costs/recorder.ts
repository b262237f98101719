import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What one call of DynamoDB cost. */
export interface RecordedCall {
  /** Such as `GetItem`. */
  readonly operation: string;
  /** Who signed it. */
  readonly accessKeyId: string;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** A DynamoDB endpoint that asks the engine behind it what each call costs. */
export interface Recorder {
  readonly endpoint: string;
  readonly calls: readonly RecordedCall[];
  stop(): Promise<void>;
}

/** A part of the answer's ConsumedCapacity. */
interface Capacity {
  readonly CapacityUnits?: number;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const WRITES = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
]);

/** Starts a recorder before an engine. */
export async function startRecorder(engine: string): Promise<Recorder> {
  const calls: RecordedCall[] = [];
  const server = createServer((request, response) => {
    forward(engine, request)
      .then(({ call, status, headers, body }) => {
        if (call) calls.push(call);
        response.writeHead(status, headers).end(body);
      })
      .catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function forward(engine: string, request: IncomingMessage) {
  const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
  const isCounted = READS.has(operation) || WRITES.has(operation);
  const sent = await buffer(request);
  const answer = await fetch(engine, {
    method: request.method ?? 'POST',
    headers: headersToSend(request),
    body: isCounted ? withConsumption(sent) : sent,
  });
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = { 'content-type': answer.headers.get('content-type') ?? '' };
  if (!isCounted || !answer.ok) return { call: null, status: answer.status, headers, body };
  const units = unitsOf(body);
  const isRead = READS.has(operation);
  const call = {
    operation,
    accessKeyId: /Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '',
    readUnits: isRead ? units : 0,
    writeUnits: isRead ? 0 : units,
  };
  return { call, status: answer.status, headers, body };
}

function headersToSend(request: IncomingMessage): Record<string, string> {
  const names = ['authorization', 'content-type', 'x-amz-target', 'x-amz-date'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** DynamoDB tells what a call consumed when it is asked to. */
function withConsumption(body: Buffer): string {
  const input = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  return JSON.stringify({ ...input, ReturnConsumedCapacity: 'INDEXES' });
}

function unitsOf(body: Buffer): number {
  const { ConsumedCapacity: consumed } = JSON.parse(body.toString('utf8')) as {
    ConsumedCapacity?: Capacity | readonly Capacity[];
  };
  return [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}
