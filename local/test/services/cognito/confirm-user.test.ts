import {
  AdminGetUserCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it } from 'vitest';

import { authorizeQuery, Browser, hostedPool } from './hosted-pages.ts';
import { PASSWORD, POOL_ID, startCognito } from '../../../testing/start-cognito.ts';
import type { CognitoFixture } from '../../../testing/start-cognito.ts';

const byLink = hostedPool({
  VerificationMessageTemplate: {
    DefaultEmailOption: 'CONFIRM_WITH_LINK',
    EmailMessageByLink: 'Welcome! {##Confirm##} your address.',
  },
});

let linked: CognitoFixture;
afterEach(() => linked.stop());

/** Signs up on the page of a pool that confirms by link; returns the message. */
async function signUp(username: string) {
  linked = await startCognito({ pools: [byLink] });
  const browser = new Browser(linked);
  const page = await (await browser.open(`/signup?${authorizeQuery()}`)).text();
  await browser.submit(page, { username, password: PASSWORD });
  return (await linked.mailbox(username))[0];
}

describe('/confirmUser', () => {
  it('confirmUser: the link in the message confirms the account, once', async () => {
    const message = await signUp('ann@example.com');
    expect(message?.body).toMatch(/^Welcome! <a href="[^"]*">Confirm<\/a> your address\.$/);
    const link = new URL(
      (/href="([^"]*)"/.exec(message?.body ?? '')?.[1] ?? '').replaceAll('&amp;', '&'),
    );
    expect(link.pathname).toBe('/confirmUser');
    const opened = await fetch(link);
    expect(opened.status).toBe(200);
    expect(await opened.text()).toContain('Your registration has been confirmed!');
    const find = { UserPoolId: POOL_ID, Username: 'ann@example.com' };
    expect(await linked.sdk.send(new AdminGetUserCommand(find))).toMatchObject({
      UserStatus: 'CONFIRMED',
    });
    const again = await fetch(link);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('Current status is CONFIRMED');
  });

  it('confirmUser: refuses another code, an unknown user and an unknown client', async () => {
    const right = (await signUp('ann@example.com'))?.code;
    const code = right === '000000' ? '000001' : '000000';
    const visit = async (client_id: string, user_name: string) => {
      const query = new URLSearchParams({ client_id, user_name, confirmation_code: code });
      const answer = await fetch(`${linked.url}/confirmUser?${query.toString()}`);
      return [answer.status, /<code>([^<]*)/.exec(await answer.text())?.[1]];
    };
    expect(await visit('appclient', 'ann@example.com')).toEqual([400, 'CodeMismatchException']);
    expect(await visit('appclient', 'nobody@example.com')).toEqual([400, 'ExpiredCodeException']);
    expect(await visit('nobody', 'ann@example.com')).toEqual([400, 'invalid_client']);
    const signIn = new InitiateAuthCommand({
      ClientId: 'appclient',
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ann@example.com', PASSWORD: PASSWORD },
    });
    await expect(linked.sdk.send(signIn)).rejects.toMatchObject({
      name: 'UserNotConfirmedException',
    });
  });
});
