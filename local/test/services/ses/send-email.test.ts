import { SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSes, type SesFixture } from '../../../testing/start-ses.ts';

let ses: SesFixture;
beforeAll(async () => {
  ses = await startSes();
});
afterAll(() => ses[Symbol.asyncDispose]());

const simple = (over: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
  FromEmailAddress: 'directory@example.com',
  Destination: { ToAddresses: ['ann@example.com'] },
  Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Good day' } } } },
  ...over,
});
const to = (...ToAddresses: string[]) => simple({ Destination: { ToAddresses } });
const send = (input: SendEmailCommandInput) => ses.sdk.send(new SendEmailCommand(input));

describe('SendEmail', () => {
  it('SendEmail: delivers subject and text and answers an id in the form of AWS', async () => {
    const { MessageId } = await send(simple());
    expect(MessageId).toMatch(/^[0-9a-f]{16}-[0-9a-f-]{36}-000000$/);
    expect(ses.sent.at(-1)).toEqual({
      from: 'directory@example.com',
      recipients: ['ann@example.com'],
      subject: 'Hello',
      body: 'Good day',
    });
  });

  it('SendEmail: counts Cc and Bcc among the recipients, reads names and takes HTML alone', async () => {
    const Destination = {
      ToAddresses: ['Ann <ann@example.com>'],
      CcAddresses: ['bob@example.com'],
      BccAddresses: ['eve@xn--bcher-kva.example'],
    };
    const Html = { Data: '<p>Good day</p>' };
    const Content = { Simple: { Subject: { Data: 'Hello' }, Body: { Html } } };
    await send(simple({ Destination, Content }));
    expect(ses.sent.at(-1)).toMatchObject({
      recipients: ['ann@example.com', 'bob@example.com', 'eve@xn--bcher-kva.example'],
      body: '<p>Good day</p>',
    });
  });

  it.each([
    ['an address without a domain', to('ann')],
    ['letters beyond ASCII before the @', to('ännchen@example.com')],
    ['a domain that is not in Punycode', to('ann@bücher.example')],
    ['a space before the @', to('a nn@example.com')],
    ['nobody to send to', simple({ Destination: {} })],
    ['51 recipients', to(...Array.from({ length: 51 }, (_, index) => `u${index}@example.com`))],
    ['nobody to send it', simple({ FromEmailAddress: undefined })],
    ['a sender without a domain', simple({ FromEmailAddress: 'directory' })],
    ['no body', simple({ Content: { Simple: { Subject: { Data: 'Hello' }, Body: {} } } })],
  ])('SendEmail: refuses %s with BadRequestException and delivers nothing', async (_, input) => {
    const before = ses.sent.length;
    await expect(send(input)).rejects.toMatchObject({
      name: 'BadRequestException',
      $metadata: { httpStatusCode: 400 },
    });
    expect(ses.sent).toHaveLength(before);
  });

  it.each([
    ['Raw', { Raw: { Data: new TextEncoder().encode('From: a@example.com\r\n\r\nHello') } }],
    ['Template', { Template: { TemplateName: 'welcome' } }],
  ])('SendEmail: says that %s content is not played', async (kind, Content) => {
    await expect(send(simple({ Content }))).rejects.toMatchObject({
      name: 'UnsupportedByLocalEngine',
      message: expect.stringContaining(`Content.${kind}`),
    });
  });

  it('SendEmail: refuses a call without a signature, and one signed for another service', async () => {
    const call = (headers: Record<string, string>) =>
      fetch(`${ses.url}/v2/email/outbound-emails`, { method: 'POST', headers, body: '{}' });
    expect((await call({})).status).toBe(403);
    const authorization =
      'AWS4-HMAC-SHA256 Credential=local/20261123/us-east-1/sns/aws4_request, ' +
      `SignedHeaders=host, Signature=${'0'.repeat(64)}`;
    const answer = await call({ authorization });
    expect(answer.headers.get('x-amzn-errortype')).toBe('InvalidSignatureException');
  });
});
