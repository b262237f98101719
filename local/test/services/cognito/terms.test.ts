import {
  CreateTermsCommand,
  DeleteTermsCommand,
  DescribeTermsByClientCommand,
  DescribeTermsCommand,
  ListTermsCommand,
  UpdateTermsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { CLIENT_ID, POOL_ID } from '../../../testing/start-cognito.ts';
import { cognitoOfFile } from './fixtures.ts';
import { authorizeQuery, Browser, hostedPool, oauthClient } from './hosted-pages.ts';

const cognito = cognitoOfFile();
const UserPoolId = POOL_ID;
const Links = { 'cognito:default': 'https://terms.example.com' };
const create = (TermsName: string, links: Record<string, string> = Links) =>
  cognito.sdk.send(
    new CreateTermsCommand({
      UserPoolId,
      ClientId: CLIENT_ID,
      TermsName,
      TermsSource: 'LINK',
      Enforcement: 'NONE',
      Links: links,
    }),
  );

describe('terms', () => {
  it('CreateTerms: are described, listed in pages, changed and deleted', async () => {
    const { Terms: use } = await create('terms-of-use');
    const { Terms: privacy } = await create('privacy-policy');
    expect(use).toMatchObject({
      UserPoolId,
      ClientId: CLIENT_ID,
      TermsName: 'terms-of-use',
      TermsSource: 'LINK',
      Enforcement: 'NONE',
      Links,
    });
    const TermsId = use?.TermsId;
    expect(
      (await cognito.sdk.send(new DescribeTermsCommand({ UserPoolId, TermsId }))).Terms,
    ).toEqual(use);
    const named = { UserPoolId, ClientId: CLIENT_ID, TermsName: 'privacy-policy' };
    expect((await cognito.sdk.send(new DescribeTermsByClientCommand(named))).Terms).toEqual(
      privacy,
    );

    const page = await cognito.sdk.send(new ListTermsCommand({ UserPoolId, MaxResults: 1 }));
    expect(page.Terms).toMatchObject([{ TermsId, TermsName: 'terms-of-use' }]);
    const { NextToken } = page;
    const next = await cognito.sdk.send(new ListTermsCommand({ UserPoolId, NextToken }));
    expect(next.Terms).toMatchObject([{ TermsId: privacy?.TermsId }]);

    const moved = { 'cognito:default': 'https://terms.example.com/2' };
    cognito.clock.advance(1_000);
    const { Terms: changed } = await cognito.sdk.send(
      new UpdateTermsCommand({ UserPoolId, TermsId, Links: moved }),
    );
    expect(changed).toMatchObject({ Links: moved, CreationDate: use?.CreationDate });
    expect(changed?.LastModifiedDate).not.toEqual(use?.LastModifiedDate);
    await cognito.sdk.send(new DeleteTermsCommand({ UserPoolId, TermsId }));
    await expect(
      cognito.sdk.send(new DescribeTermsCommand({ UserPoolId, TermsId })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('CreateTerms: refuses a name that the client has, another kind of name, and no link', async () => {
    await cognito.reset();
    await create('terms-of-use');
    await expect(create('terms-of-use')).rejects.toMatchObject({ name: 'TermsExistsException' });
    for (const refused of [create('imprint'), create('privacy-policy', {})]) {
      await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterException' });
    }
  });
});

describe('terms on the pages', () => {
  const hosted = cognitoOfFile({ pools: [hostedPool()] });
  const terms = (TermsName: string, url: string) =>
    hosted.sdk.send(
      new CreateTermsCommand({
        UserPoolId,
        ClientId: oauthClient().clientId,
        TermsName,
        TermsSource: 'LINK',
        Enforcement: 'NONE',
        Links: { 'cognito:default': url },
      }),
    );
  const signUpPage = async () =>
    (await new Browser(hosted).open(`/signup?${authorizeQuery()}`)).text();

  it('/signup: links to the terms of the client, once there are both kinds', async () => {
    await terms('terms-of-use', 'https://terms.example/?a=1&b=2');
    expect(await signUpPage()).not.toContain('terms.example');
    await terms('privacy-policy', 'https://terms.example/privacy');
    const page = await signUpPage();
    expect(page).toContain('<a href="https://terms.example/?a=1&amp;b=2" target="_blank"');
    expect(page).toContain('href="https://terms.example/privacy"');
  });
});
