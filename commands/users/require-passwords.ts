import {
  DescribeUserPoolCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { UsageError } from './errors.ts';

/**
 * A command has no sender: what Cognito mails for it has a password in it, which nobody has who is invited by code.
 * @throws UsageError where people begin with a code
 */
export async function requirePasswords(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
): Promise<void> {
  const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
  const factors = UserPool?.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [];
  if (!factors.includes('EMAIL_OTP')) return;
  throw new UsageError(
    '--invite mails temporary passwords, and people of this pool are invited by code: import without it, then resendInvitation mails each the link.',
  );
}
