import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subscribe } from '../fixtures/run-app.ts';
import { startTraced, type Traced } from './start-traced.ts';

let app: Traced;
beforeAll(async () => {
  app = await startTraced();
});
afterAll(() => app[Symbol.asyncDispose]());

const save = (id: string, text: string) =>
  app.query('mutation ($id: ID!, $text: String!) { save(id: $id, text: $text) { id text } }', {
    id,
    text,
  });

describe('what one thing causes', () => {
  test('trace: a data source says what it asked the table and what that cost', async () => {
    await app.query('{ note(id: "1") { id } }');
    const { spans, units } = await app.newest('kind=request&text=note');
    expect(spans.find(({ kind }) => kind === 'call')).toMatchObject({
      name: expect.stringMatching(/^GetItem Traced-Notes/),
      request: { Key: { id: { S: '1' } } },
      units: { read: 0.5, write: 0 },
    });
    // An eventually consistent read of up to 4 KB is half a unit.
    expect(units).toEqual({ read: 0.5, write: 0 });
  });

  test('trace: a stream’s batch and its function lead back to the mutation that wrote', async () => {
    await save('streamed', 'text');
    const mutation = await app.newest('kind=request&text=save');
    const batch = await app.newest('kind=stream', ({ causeId }) => causeId === mutation.id);
    expect(batch).toMatchObject({
      traceId: mutation.traceId,
      causeIs: 'certain',
      cause: { name: 'mutation save' },
      caused: [{ kind: 'invocation', name: 'on-note', outcome: 'succeeded' }],
    });
  });

  test('trace: a poison record fails its batch, with the line that could not take it', async () => {
    await save('poisoned', 'poison');
    const { error, caused } = await app.newest('kind=stream&outcome=failed');
    expect(error).toMatchObject({ type: 'TypeError', message: 'cannot swallow this' });
    const [invocation] = caused;
    expect(invocation?.error?.source).toMatch(/^functions\/on-note\.ts:3:/);
  });

  test('trace: what a function calls is a part of its run, and a message leads back to it', async () => {
    await app.query('mutation { letter(text: "dear") }');
    const invocation = await app.newest('kind=invocation&text=send-letter');
    expect(invocation.spans).toMatchObject([
      { kind: 'call', name: 'dynamodb PutItem', units: { read: 0, write: 1 } },
      { kind: 'call', name: 'sqs SendMessage' },
    ]);
    const request = await app.newest('kind=request&text=letter');
    expect(request.units).toEqual({ read: 0, write: 1 });
    const queued = await app.newest('kind=queue');
    expect(queued).toMatchObject({ causeId: invocation.id, traceId: request.traceId });
    const streamed = await app.newest('kind=stream', ({ causeId }) => causeId === invocation.id);
    expect(streamed.traceId).toBe(request.traceId);
  });

  test('trace: what a function calls that is not recorded is no record either', async () => {
    const letter = () => app.query('mutation { letter(text: "dear") }');
    // Its thread has run for a record; what comes now is more than is recorded in a second.
    await letter();
    await Promise.all(Array.from({ length: 40 }, () => app.query('{ hello(name: "you") }')));
    await letter();
    const { records, thinned } = await app.list('kind=call');
    expect(thinned).toBeGreaterThan(0);
    expect(records).toEqual([]);
    // What the others ask is recorded again.
    await fetch(`${app.local.url}/_local/traces`, { method: 'DELETE' });
  });

  test('trace: a delivery says who got the event, and whose filter did not fit', async () => {
    const { local } = app;
    const key = () => ({ 'x-api-key': local.outputs.apiKey });
    const text = 'subscription ($id: ID) { saved(id: $id) { id text } }';
    const one = await subscribe(local, key, text, { id: 'one' });
    const other = await subscribe(local, key, text, { id: 'other' });
    const [started] = (await app.list('kind=subscription')).records;
    expect(started).toMatchObject({ name: 'subscription saved', outcome: 'succeeded' });
    await save('one', 'news');
    const delivery = await app.newest('kind=delivery');
    expect(delivery).toMatchObject({
      name: 'save',
      cause: { name: 'mutation save' },
      request: { id: 'one', text: 'news' },
      response: { recipients: 1 },
    });
    expect(delivery.spans).toMatchObject([
      { kind: 'audience', request: { values: ['one'] }, response: { gets: true, count: 1 } },
      {
        kind: 'audience',
        name: 'saved',
        request: { values: ['other'] },
        response: { gets: false, subscriptions: [{ id: '1', recordId: started?.id }] },
      },
    ]);
    await Promise.all([one.close(), other.close()]);
  });

  test('trace: a Cognito call has no password, and the mail it sent leads back to it', async () => {
    const { url, outputs } = app.local;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const cognito = new CognitoIdentityProviderClient({
      endpoint: url,
      region: 'us-east-1',
      credentials,
    });
    const ClientId = outputs.clientId;
    const Username = 'ann@example.com';
    await cognito.send(
      new SignUpCommand({
        ClientId,
        Username,
        Password: 'Secret-word-1!',
        UserAttributes: [{ Name: 'email', Value: Username }],
      }),
    );
    const signUp = await app.newest('kind=cognito');
    expect(signUp).toMatchObject({ name: 'SignUp', request: { Username, Password: '***' } });
    expect(JSON.stringify(signUp)).not.toContain('Secret-word');
    const wrong = { USERNAME: Username, PASSWORD: 'wrong' };
    const signIn = new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: wrong,
    });
    await expect(cognito.send(signIn)).rejects.toThrow();
    cognito.destroy();
    expect(await app.newest('kind=cognito&text=InitiateAuth')).toMatchObject({
      outcome: 'refused',
      request: { AuthParameters: { PASSWORD: '***' } },
      error: { type: 'NotAuthorizedException' },
    });
  });
});
