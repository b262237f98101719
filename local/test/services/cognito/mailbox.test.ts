import {
  AdminCreateUserCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Message } from '../../../services/cognito/mailbox/mailbox.ts';
import { mailboxPage } from '../../../services/cognito/mailbox/page.ts';
import { addUser } from './sign-in.ts';
import {
  client,
  CLIENT_ID,
  POOL_ID,
  startCognito,
  userPool,
} from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

let cognito: CognitoFixture;
beforeAll(async () => {
  cognito = await startCognito({ pools: [userPool({}, [client()])] });
});
afterAll(() => cognito.stop());

describe('/mailbox', () => {
  it('mailbox: the page shows messages with their text escaped, and the log the code without the address', async () => {
    await addUser(cognito, 'page@example.com');
    await cognito.sdk.send(
      new ForgotPasswordCommand({ ClientId: CLIENT_ID, Username: 'page@example.com' }),
    );
    const answer = await fetch(`${cognito.url}/mailbox`);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const code = (await cognito.mailbox('page@example.com'))[0]?.code ?? 'none';
    const html = await answer.text();
    expect(html).toContain('page@example.com');
    expect(html).toContain(code);
    const log = cognito.logged.join('\n');
    expect(log).toMatch(
      new RegExp(`^cognito: code ${code} for [0-9a-f-]{36} at http\\S+/mailbox$`, 'm'),
    );
    expect(log).not.toContain('example.com');
  });

  it('mailbox: the log tells the first of a run of invitations, and no password', async () => {
    const isInvitation = (line: string): boolean => line.startsWith('cognito: invitation for ');
    const before = cognito.logged.filter(isInvitation).length;
    cognito.clock.advance(60_000);
    for (const Username of ['run-1@example.com', 'run-2@example.com', 'run-3@example.com']) {
      await cognito.sdk.send(
        new AdminCreateUserCommand({
          UserPoolId: POOL_ID,
          Username,
          TemporaryPassword: 'Run-of-3-people!',
          DesiredDeliveryMediums: ['EMAIL'],
        }),
      );
    }
    expect(cognito.logged.filter(isInvitation)).toHaveLength(before + 1);
    expect(cognito.logged.join('\n')).not.toContain('Run-of-3-people!');
  });

  it('mailbox: an address with markup does no harm', async () => {
    const Username = '"<img/src=x>"@example.com';
    await cognito.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: POOL_ID,
        Username,
        DesiredDeliveryMediums: ['EMAIL'],
      }),
    );
    const html = await (await fetch(`${cognito.url}/mailbox`)).text();
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img/src=x&gt;');
  });

  it('mailbox: what functions mail has its code and its links to take as well', () => {
    const message = (body: string): Message => {
      return {
        id: '1',
        at: '2026-01-01T00:00:00.000Z',
        userPoolId: null,
        userId: null,
        username: null,
        medium: 'EMAIL',
        to: 'a@example.com',
        subject: 'Code',
        body,
        code: null,
        reason: 'SendEmail',
      };
    };
    const page = (body: string): string =>
      mailboxPage({ messages: [message(body)], total: 1, search: '', language: 'en' });
    expect(page('Your code is 123456. It is good for 15 minutes.')).toContain(
      '<code>123456</code>',
    );
    expect(page('Call +1 202-555-014299 or 12345678.')).not.toContain('<code>');
    expect(page('See <https://example.com/a?b=1&c=2>.')).toContain(
      '<a href="https://example.com/a?b=1&amp;c=2" rel="noreferrer">',
    );
    expect(page('javascript:alert(1) "onclick=x https://a.b/"onclick=x')).not.toMatch(
      /<a href="(?!https:)|" onclick/,
    );
  });

  it('mailbox: what the page loads comes from it, and nothing else of the folder', async () => {
    const html = await (await fetch(`${cognito.url}/mailbox`)).text();
    const loaded = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
    expect(loaded).toEqual(['/mailbox/browser.css', '/mailbox/browser.js']);
    for (const path of loaded)
      expect((await fetch(`${cognito.url}${path}`)).status, path).toBe(200);
    for (const path of ['/mailbox/page.ts', '/mailbox/', '/mailbox/toString'])
      expect((await fetch(`${cognito.url}${path}`)).status, path).toBe(404);
  });

  it('mailbox: speaks the language that the reader chose, else the browser prefers, else English', async () => {
    const languageOf = async (query: string, headers: Record<string, string>) => {
      const answer = await fetch(`${cognito.url}/mailbox${query}`, { headers });
      const html = await answer.text();
      return [/<html lang="(\w+)">/.exec(html)?.[1], answer.headers.get('set-cookie')];
    };
    const german = { 'accept-language': 'fr;q=1, de-AT, en;q=0.5' };
    expect(await languageOf('', {})).toEqual(['en', null]);
    expect(await languageOf('', german)).toEqual(['de', null]);
    const [language, cookie] = await languageOf('?lang=en', german);
    expect([language, cookie]).toEqual([
      'en',
      expect.stringMatching(/^language=en; Path=.mailbox/),
    ]);
    const kept = { ...german, cookie: `a=b; ${cookie?.split(';')[0] ?? ''}` };
    expect(await languageOf('', kept)).toEqual(['en', null]);
    expect(await languageOf('?lang=%22%3E', kept)).toEqual(['en', null]);
  });

  it('mailbox: scripts of other sites get nothing', async () => {
    const answer = await fetch(`${cognito.url}/mailbox`, {
      headers: {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'cors',
        accept: 'application/json',
      },
    });
    expect(answer.status).toBe(403);
  });
});
