import type {
  AdminCreateUserCommandInput,
  AttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import { invitationNotSent, tooManyInvitations } from './errors.ts';
import type { Letters, Wording } from './letters.ts';
import { GONE, nullOn } from './null-on.ts';
import type { CallPool } from './pool-calls.ts';

/** By name; the last is Cognito's daily limit of e-mails. */
const MAIL_FAILURES = new Map([
  ['CodeDeliveryFailureException', invitationNotSent],
  ['InvalidEmailRoleAccessPolicyException', invitationNotSent],
  ['LimitExceededException', tooManyInvitations],
]);

/**
 * Makes users and invites them. Cognito mails the one text that a stage has for all; another language and words
 * of somebody's own are in a letter of ours.
 * @param letters null: where nobody can send one, Cognito's mail is all there is
 */
export function inviting(call: CallPool, UserPoolId: string, letters: Letters | null) {
  const create = (input: Omit<AdminCreateUserCommandInput, 'UserPoolId'>) =>
    call('AdminCreateUser', { UserPoolId, ...input }).catch((error: unknown) => {
      const refusal = error instanceof Error && MAIL_FAILURES.get(error.name);
      throw refusal ? refusal(error) : error;
    });
  const hasOwn = ({ language, message }: Wording) =>
    language !== undefined || message !== undefined;
  return {
    /**
     * Makes the user and sends the invitation, unless `silent`; null when the user name is taken.
     * @throws DirectoryError DeliveryFailed or LimitExceeded when the mail fails: the user may be there all the same
     * @see https://github.com/aws/aws-sdk/issues/438
     */
    async inviteNew(
      email: string,
      UserAttributes: AttributeType[],
      { silent = false, wording = {} }: { readonly silent?: boolean; readonly wording?: Wording },
    ): Promise<AttributeType[] | null> {
      const letter = !silent && hasOwn(wording) ? letters : null;
      const password = letter?.newPassword();
      const answer = await create({
        Username: email,
        UserAttributes,
        DesiredDeliveryMediums: ['EMAIL'],
        ...(password === undefined ? {} : { TemporaryPassword: password }),
        ...(silent || letter ? { MessageAction: 'SUPPRESS' as const } : {}),
      }).catch(nullOn('UsernameExistsException'));
      if (answer && letter && password !== undefined) await letter.send(email, password, wording);
      return answer && (answer.User?.Attributes ?? []);
    },

    /**
     * Sends the invitation again, with another temporary password; false when the user has a password of
     * their own or is gone.
     * @param email the address that Cognito holds for the user
     * @throws DirectoryError DeliveryFailed or LimitExceeded when the mail fails
     */
    async inviteAgain(email: string, wording: Wording = {}): Promise<boolean> {
      if (!letters || !hasOwn(wording)) {
        const answer = await create({
          Username: email,
          MessageAction: 'RESEND',
          DesiredDeliveryMediums: ['EMAIL'],
        }).catch(nullOn('UnsupportedUserStateException', GONE));
        return answer !== null;
      }
      // Not RESEND, which mails.
      const known = await call('AdminGetUser', { UserPoolId, Username: email }).catch(nullOn(GONE));
      if (known?.UserStatus !== 'FORCE_CHANGE_PASSWORD') return false;
      const Password = letters.newPassword();
      await call('AdminSetUserPassword', {
        UserPoolId,
        Username: email,
        Password,
        Permanent: false,
      });
      await letters.send(email, Password, wording);
      return true;
    },
  };
}
