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
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    GenerateSecret: false,
    PreventUserExistenceErrors: 'ENABLED',
    EnableTokenRevocation: true,
    RefreshTokenValidity: 720,
    AccessTokenValidity: 60,
    AllowedOAuthFlows: Match.absent(),
    WriteAttributes: ['locale'],
  });
});

it('a second factor: is what the stage says', () => {
  template.hasResourceProperties('AWS::Cognito::UserPool', { MfaConfiguration: 'OFF' });
  const dev = stageOf('dev');
  const strict = templateOf({
    ...dev,
    name: 'strict',
    signIn: {
      mfa: 'REQUIRED',
      factors: ['totp'],
      passwords: { ...dev.signIn.passwords, minLength: 16 },
    },
  });
  strict.template.hasResourceProperties('AWS::Cognito::UserPool', {
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    Policies: { PasswordPolicy: { MinimumLength: 16 } },
  });
});
