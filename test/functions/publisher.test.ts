import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, test } from 'vitest';
import { createPublisher } from '../../functions/publish-changes/publisher.ts';
import type { PublishUserChangeInput } from '../../generated/publish-user-change.ts';
import { PublishUserChangeDocument } from '../../generated/publish-user-change.ts';
import { CREDENTIALS } from '../support/directory.ts';

describe('createPublisher', () => {
  const input: PublishUserChangeInput = {
    type: 'UPDATED',
    user: {
      id: '1',
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'Lovelace',
      role: 'MEMBER',
      status: 'ACTIVE',
      version: 2,
      createdAt: '2026-11-23T10:00:00.000Z',
      updatedAt: '2026-11-23T10:00:00.000Z',
      createdBy: 'system',
      updatedBy: 'system',
    },
    changedFields: ['firstName'],
    actor: 'system',
    at: '2026-11-23T10:00:00.000Z',
  };

  async function publishTo(status: number, answer: string, thenAnswers = Infinity) {
    const requests: { url?: string; headers: Record<string, unknown>; body: string }[] = [];
    const server = createServer((request, response) => {
      void request.toArray().then((chunks) => {
        const { url, headers } = request;
        requests.push({ url, headers, body: Buffer.concat(chunks).toString() });
        const isOver = requests.length > thenAnswers;
        response.writeHead(isOver ? 200 : status).end(isOver ? '{"data":{}}' : answer);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const publish = createPublisher({
      graphqlUrl: `http://${host}/graphql`,
      region: 'eu-west-1',
      credentials: { ...CREDENTIALS, sessionToken: 'session' },
      clock: { now: Date.now, wait: () => Promise.resolve() },
    });
    const outcome = await publish(input).catch((error: unknown) => error as Error);
    server.closeAllConnections();
    server.close();
    return { outcome, host, request: requests[0], tries: requests.length };
  }

  test('createPublisher: posts the mutation signed for AppSync', async () => {
    const { outcome, host, request } = await publishTo(200, '{"data":{}}');
    expect(outcome).toBeUndefined();
    expect(request?.url).toBe('/graphql');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      query: PublishUserChangeDocument.toString(),
      variables: { input },
    });
    const authorization = String(request?.headers['authorization']);
    expect(authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/eu-west-1\/appsync\/aws4_request, /u,
    );
    expect(request?.headers['x-amz-security-token']).toBe('session');
    // The firewall refuses who does not say what it is: NoUserAgent_HEADER of AWS's common rules.
    expect(request?.headers['user-agent']).toEqual(expect.stringMatching(/./u));

    // The receiver's side: the same request, signed at the same time, has the same signature.
    const date = String(request?.headers['x-amz-date']);
    const verifier = new SignatureV4({
      service: 'appsync',
      region: 'eu-west-1',
      credentials: { ...CREDENTIALS, sessionToken: 'session' },
      sha256: Sha256,
    });
    const expected = await verifier.sign(
      {
        method: 'POST',
        protocol: 'http:',
        hostname: '127.0.0.1',
        path: '/graphql',
        query: {},
        headers: { host, 'content-type': String(request?.headers['content-type']) },
        body: request?.body,
      },
      {
        signingDate: new Date(
          date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/u, '$1-$2-$3T$4:$5:$6Z'),
        ),
      },
    );
    expect(authorization).toBe(expected.headers['authorization']);
  });

  test('createPublisher: throws the types, never the texts, of GraphQL errors', async () => {
    const errors = [
      { errorType: 'Unauthorized', path: ['publishUserChange'], message: 'no ada@example.com' },
    ];
    const { outcome } = await publishTo(200, JSON.stringify({ data: null, errors }));
    expect(outcome).toBeInstanceOf(Error);
    const told = `${outcome?.name} ${outcome?.message}`;
    expect(told).toContain('Unauthorized at ["publishUserChange"]');
    expect(told).not.toContain('ada@example.com');
  });

  test('createPublisher: tries again what AppSync throttles, a few times', async () => {
    const refusal = '{"errors":[{"errorType":"TooManyRequestsException"}]}';
    expect(await publishTo(429, refusal, 3)).toMatchObject({ outcome: undefined, tries: 4 });
    const { outcome, tries } = await publishTo(429, refusal);
    expect([outcome?.name, tries]).toEqual([
      'PublishError 429 TooManyRequestsException at null',
      5,
    ]);
  });

  test.each([403, 500])('createPublisher: leaves HTTP %i to the stream', async (status) => {
    const { outcome, tries } = await publishTo(status, 'no');
    expect([outcome?.name, tries]).toEqual([`PublishError ${status}`, 1]);
  });

  test('createPublisher: throws when AppSync answers an HTTP error', async () => {
    const { outcome } = await publishTo(503, 'unavailable');
    expect(outcome?.name).toContain('503');
  });
});
