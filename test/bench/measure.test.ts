import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exchangesOf } from '../../bench/app/fields.ts';
import { runClosedLoop } from '../../bench/load/closed-loop.ts';
import { ratio } from '../../bench/throughput/samples.ts';
import type { Sample } from '../../bench/throughput/types.ts';
import { median, percentile } from '../../bench/statistics.ts';

let answer = '';
let open = 0;
let most = 0;
const server = createServer((request, response) => {
  open += 1;
  most = Math.max(most, open);
  request.resume().on('end', () => {
    // Nobody asks for speed: a server that rests leaves the machine to other tests.
    setTimeout(() => {
      open -= 1;
      response.end(answer);
    }, 20);
  });
});
// A pause of this process must not end its connections.
server.keepAliveTimeout = 0;
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

const task = {
  token: 'token',
  exchanges: exchangesOf('none').slice(0, 1),
  clients: 3,
  warmUp: 0.02,
  seconds: 1,
};
const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;

test('runClosedLoop: counts right answers, one request of each client at a time', async () => {
  answer = '{ "data": { "none": "hello 0" } }';
  // The first answer counts if it is here within these seconds.
  const result = await runClosedLoop({ ...task, warmUp: 0, seconds: 5, url: url() });
  expect(result).toMatchObject({ wrong: 0, firstWrong: null });
  expect(result.requestsPerSecond).toBeGreaterThan(0);
  expect(result.p99).toBeGreaterThanOrEqual(result.p50);
  expect(most).toBeLessThanOrEqual(task.clients);
});

test('runClosedLoop: tells a wrong answer', async () => {
  answer = '{"data":{"none":null},"errors":[{"message":"no"}]}';
  const result = await runClosedLoop({ ...task, url: url() });
  expect(result.wrong).toBeGreaterThan(0);
  expect(result.firstWrong).toBe(`HTTP 200: ${answer}`);
});

test('runClosedLoop: sends a request again whose connection was closed', async () => {
  answer = '{"data":{"none":"hello 0"}}';
  server.once('request', (request) => request.socket.destroy());
  const result = await runClosedLoop({ ...task, url: url() });
  expect(result).toMatchObject({ wrong: 0, dropped: 1 });
});

test('median and percentile: of sorted and unsorted values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(3);
  expect(percentile([1, 2, 3, 4], 0.99)).toBe(4);
});

test('ratio: compares contestants within each round', () => {
  const sample = (contestant: Sample['contestant'], requestsPerSecond: number): Sample => ({
    contestant,
    requestsPerSecond,
    field: 'none',
    clients: 1,
    p50: 0,
    p99: 0,
    wrong: 0,
    firstWrong: null,
    dropped: 0,
    generatorBusy: 0,
  });
  const samples = [
    sample('user-manager', 200),
    sample('amplify', 100),
    sample('user-manager', 90),
    sample('amplify', 30),
    sample('user-manager', 10),
    sample('amplify', 10),
  ];
  const cell = { contestant: 'user-manager', field: 'none', clients: 1 } as const;
  expect(ratio(samples, cell, 'amplify')).toBe(2);
  expect(ratio(samples, cell, 'graphql-yoga')).toBeNaN();
});
