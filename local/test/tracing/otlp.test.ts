import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startLocal } from '../../index.ts';
import { withHttpAnswers } from '../../testing/http-answers.ts';
import { smallAssembly } from '../small-app.ts';

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}
interface SpanBody {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code: number };
}
interface ExportBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly SpanBody[] }[];
  }[];
}

/** As the protocol's own schema names them: SPAN_KIND_SERVER, SPAN_KIND_CLIENT, STATUS_CODE_ERROR. */
const SERVER = 2;
const CLIENT = 3;
const ERROR = 2;

test('--otlp: a receiver gets spans in OTLP’s JSON, each below what caused it, without values', async () => {
  const receiver = await withHttpAnswers(() => ({ body: {} }));
  onTestFinished(() => receiver.stop());
  const local = await startLocal({
    assemblyFolder: smallAssembly(),
    dataFolder: mkdtempSync(join(tmpdir(), 'otlp-')),
    port: 0,
    tracing: { otlp: receiver.url },
  });
  const query = 'query ($n: String) { hello(name: $n) compute read(id: "1") }';
  await fetch(local.outputs.graphqlUrl, {
    method: 'POST',
    headers: { 'x-api-key': local.outputs.apiKey },
    body: JSON.stringify({ query, variables: { n: 'ann@example.com' } }),
  });
  await fetch(local.outputs.graphqlUrl, {
    method: 'POST',
    headers: { 'x-api-key': 'none' },
    body: JSON.stringify({ query }),
  });
  // What waits is sent before it stops.
  await local.stop();
  expect(receiver.requests.every(({ url }) => url === '/v1/traces')).toBe(true);
  const bodies = receiver.requests.map(({ body }) => JSON.parse(body) as ExportBody);
  const [resource] = bodies.flatMap(({ resourceSpans }) => resourceSpans);
  expect(resource?.resource.attributes).toContainEqual({
    key: 'service.name',
    value: { stringValue: 'small' },
  });
  const spans = bodies.flatMap(({ resourceSpans }) =>
    resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
  for (const span of spans) {
    expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
    // Nanoseconds do not fit into a number of JSON.
    expect(span.startTimeUnixNano).toMatch(/^\d{19}$/);
    expect(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano)).toBe(true);
  }
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  const request = spans.find(({ name }) => name.startsWith('query hello'));
  expect(request).toMatchObject({ kind: SERVER, status: { code: 0 } });
  expect(request?.attributes).toContainEqual({
    key: 'graphql.operation.type',
    value: { stringValue: 'query' },
  });
  const invocation = spans.find(({ attributes }) =>
    attributes.some(({ key }) => key === 'faas.name'),
  );
  expect(invocation).toMatchObject({ traceId: request?.traceId, parentSpanId: request?.spanId });
  const read = spans.find(({ name }) => name.startsWith('GetItem Small'));
  expect(read).toMatchObject({ kind: CLIENT, traceId: request?.traceId });
  expect(read?.attributes).toContainEqual({
    key: 'db.system.name',
    value: { stringValue: 'aws.dynamodb' },
  });
  expect(spans.find(({ name }) => name === 'POST /graphql')).toMatchObject({
    status: { code: ERROR },
  });
  expect(JSON.stringify(bodies)).not.toContain('ann@example.com');
});
