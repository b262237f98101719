import {
  AdminCreateUserCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

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
