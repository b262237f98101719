import { Match } from 'aws-cdk-lib/assertions';
import { it } from 'vitest';
import { templateOf } from '../support/template.ts';

// Cognito has one text for the code of a new account and of a forgotten password; CDK's own is for the first.
it('the user pool: mails codes with a text that fits a forgotten password as well', () => {
  const { template } = templateOf('dev');
  template.hasResourceProperties('AWS::Cognito::UserPool', {
    VerificationMessageTemplate: Match.objectLike({
      EmailMessage: Match.stringLikeRegexp(String.raw`^Your code is \{####\}`),
      EmailSubject: 'Your code',
    }),
  });
});
