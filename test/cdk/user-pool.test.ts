import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { stageOf } from '../../cdk/stages.ts';
import { NAMED, synthesize } from '../support/synthesize.ts';
import { templateOf, type StageTemplate } from '../support/template.ts';

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

it('the client of the console: no password in clear, no secret, tells nothing of who is there', () => {
  template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'],
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
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'],
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

// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
describe('passkeys', () => {
  const factorsOf = (stage: StageTemplate) =>
    stage.find('AWS::Cognito::UserPool').map(([, { Properties }]) => Properties)[0];
  const choice = ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'];
  const clients = (stage: StageTemplate) =>
    stage
      .find('AWS::Cognito::UserPoolClient')
      .map(([, { Properties }]) => Properties)
      .filter(({ GenerateSecret }) => GenerateSecret === false);

  it('are bound to localhost in dev, where they are one factor of one', () => {
    const dev = templateOf('dev');
    expect(factorsOf(dev)).toMatchObject({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
      WebAuthnRelyingPartyID: 'localhost',
      WebAuthnUserVerification: 'required',
    });
    expect(factorsOf(dev)).not.toHaveProperty('WebAuthnFactorConfiguration');
    expect(dev.variablesOf('limit-access-token')).toMatchObject({ FACTOR_SET_UP: 'true' });
  });

  it.each(['test', 'prod'])(
    'are bound to the domain of the console in %s, count twice, and codes are there beside them',
    (name) => {
      const stage = templateOf(name);
      expect(factorsOf(stage)).toMatchObject({
        Policies: {
          SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] },
        },
        WebAuthnRelyingPartyID: NAMED.consoleDomain,
        WebAuthnUserVerification: 'required',
        WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
        UserPoolTier: 'ESSENTIALS',
      });
      for (const client of clients(stage)) {
        expect(client).toMatchObject({ ExplicitAuthFlows: expect.arrayContaining(choice) });
      }
    },
  );

  it('are nowhere in a stage without them, nor is a choice', () => {
    const dev = stageOf('dev');
    const none = templateOf({ ...dev, signIn: { ...dev.signIn, passkeys: 'OFF' } });
    expect(factorsOf(none)).not.toHaveProperty('WebAuthnRelyingPartyID');
    expect(JSON.stringify(none.stacks)).not.toContain('ALLOW_USER_AUTH');
    expect(none.variablesOf('limit-access-token')).toMatchObject({ FACTOR_SET_UP: 'false' });
  });

  it('without the domain they are bound to: nothing is synthesized', () => {
    const own = { ...NAMED, consoleDomain: '', consoleCertificate: '' };
    expect(() => synthesize({ ...stageOf('prod'), own })).toThrow('needs --context consoleDomain=');
  });
});
