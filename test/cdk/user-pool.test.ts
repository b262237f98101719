import { Match } from 'aws-cdk-lib/assertions';
import { it } from 'vitest';
import { stageOf } from '../../cdk/stages.ts';
import { templateOf } from '../support/template.ts';

const { template } = templateOf('dev');

// Cognito has one text for the code of a new account and of a forgotten password; CDK's own is for the first.
it('the user pool: mails codes with a text that fits a forgotten password as well', () => {
  template.hasResourceProperties('AWS::Cognito::UserPool', {
    VerificationMessageTemplate: Match.objectLike({
      EmailMessage: Match.stringLikeRegexp(String.raw`^Your code is \{####\}`),
      EmailSubject: 'Your code',
    }),
  });
});

it('the client of the console: SRP alone, no secret, tells nothing of who is there', () => {
  template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
    GenerateSecret: false,
    PreventUserExistenceErrors: 'ENABLED',
    EnableTokenRevocation: true,
    RefreshTokenValidity: 720,
    AccessTokenValidity: 15,
    IdTokenValidity: 15,
    AllowedOAuthFlows: Match.absent(),
    WriteAttributes: ['locale'],
  });
});

it('a second factor, passwords, threat protection: are what the stage says', () => {
  template.hasResourceProperties('AWS::Cognito::UserPool', {
    MfaConfiguration: 'OFF',
    UserPoolTier: 'ESSENTIALS',
    UserPoolAddOns: Match.absent(),
  });
  const dev = stageOf('dev');
  const strict = templateOf({
    ...dev,
    name: 'strict',
    signIn: {
      ...dev.signIn,
      mfa: 'REQUIRED',
      factors: ['totp'],
      threatProtection: 'ENFORCED',
      passwords: { ...dev.signIn.passwords, minLength: 16 },
    },
  });
  strict.template.hasResourceProperties('AWS::Cognito::UserPool', {
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    UserPoolTier: 'PLUS',
    UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    Policies: { PasswordPolicy: { MinimumLength: 16 } },
  });
});

// With rotation Cognito refuses REFRESH_TOKEN_AUTH:
// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html
it('a refresh token: is good once in the console, with a minute for answers that were lost', () => {
  const clients = (properties: object) =>
    template.resourcePropertiesCountIs('AWS::Cognito::UserPoolClient', properties, 1);
  clients({
    RefreshTokenValidity: 720,
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 60 },
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
  });
  clients({
    RefreshTokenValidity: 43_200,
    RefreshTokenRotation: Match.absent(),
    AccessTokenValidity: 15,
  });
});

it('passwords in clear: only of the app, and only where the stage says so', () => {
  const dev = stageOf('dev');
  const moving = templateOf({ ...dev, signIn: { ...dev.signIn, passwordsInClear: true } });
  const inClear = { ExplicitAuthFlows: Match.arrayWith(['ALLOW_USER_PASSWORD_AUTH']) };
  const type = 'AWS::Cognito::UserPoolClient';
  moving.template.resourcePropertiesCountIs(type, inClear, 1);
  moving.template.resourcePropertiesCountIs(type, { RefreshTokenValidity: 43_200, ...inClear }, 1);
  template.resourcePropertiesCountIs(type, inClear, 0);
});
