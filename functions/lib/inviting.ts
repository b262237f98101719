import { randomBytes } from 'node:crypto';
import type {
  AdminCreateUserCommandInput,
  AttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import { invitationNotSent, tooManyInvitations } from './errors.ts';
import type { Letters, Wording } from './letters.ts';
import { isLetter } from './letters.ts';
import { GONE, nullOn } from './null-on.ts';
import type { CallPool } from './pool-calls.ts';

/** By name; the last is Cognito's daily limit of e-mails. */
const MAIL_FAILURES = new Map([
  ['CodeDeliveryFailureException', invitationNotSent],
  ['InvalidEmailRoleAccessPolicyException', invitationNotSent],
  ['LimitExceededException', tooManyInvitations],
]);

/** A password that nobody can guess, and every policy takes. */
export const unknownPassword = (): string => `${randomBytes(32).toString('base64url')}aA1!`;

/**
 * Makes users and invites them. Cognito mails the one text that a stage has for all, with a password; another language,
 * words of somebody's own, and the link of who is invited by code are in a letter of ours.
 * @param letters null: where nobody can send one, Cognito's mail is all there is
 */
export function inviting(call: CallPool, UserPoolId: string, letters: Letters | null) {
  const create = (input: Omit<AdminCreateUserCommandInput, 'UserPoolId'>) =>
    call('AdminCreateUser', { UserPoolId, ...input }).catch((error: unknown) => {
      const refusal = error instanceof Error && MAIL_FAILURES.get(error.name);
      throw refusal ? refusal(error) : error;
    });
  const letterOf = (wording: Wording) =>
    isLetter(letters?.by === 'code', wording) ? letters : null;
  /** With whom the mail goes out; a code is Cognito's, and asks for no password. */
  const passwordBy = (letter: Letters | null) =>
    letter?.by === 'password' ? letter.newPassword() : null;
  return {
    /**
     * Makes the user and sends the invitation, unless `silent`; null when the user name is taken.
     * @throws DirectoryError DeliveryFailed or LimitExceeded when the mail fails: the user may be there all the same
     * @see https://github.com/aws/aws-sdk/issues/438
     */
    inviteNew: async (
      email: string,
      UserAttributes: AttributeType[],
      { silent = false, wording = {} }: { readonly silent?: boolean; readonly wording?: Wording },
    ): Promise<AttributeType[] | null> => {
      const letter = silent ? null : letterOf(wording);
      const password = passwordBy(letter);
      const answer = await create({
        Username: email,
        UserAttributes,
        DesiredDeliveryMediums: ['EMAIL'],
        ...(password === null ? {} : { TemporaryPassword: password }),
        ...(silent || letter ? { MessageAction: 'SUPPRESS' as const } : {}),
      }).catch(nullOn('UsernameExistsException'));
      if (answer) await letter?.send(email, password, wording);
      return answer && (answer.User?.Attributes ?? []);
    },

    /**
     * Sends the invitation again, with another temporary password; false when the user has a password of
     * their own or is gone. Where people are invited by code, whoever has one keeps it.
     * @param email the address that Cognito holds for the user
     * @throws DirectoryError DeliveryFailed or LimitExceeded when the mail fails
     */
    async inviteAgain(email: string, wording: Wording = {}): Promise<boolean> {
      const letter = letterOf(wording);
      if (!letter) {
        const answer = await create({
          Username: email,
          MessageAction: 'RESEND',
          DesiredDeliveryMediums: ['EMAIL'],
        }).catch(nullOn('UnsupportedUserStateException', GONE));
        return answer !== null;
      }
      // Not RESEND, which mails.
      const known = await call('AdminGetUser', { UserPoolId, Username: email }).catch(nullOn(GONE));
      const isTemporary = known?.UserStatus === 'FORCE_CHANGE_PASSWORD';
      if (!known || (letter.by === 'password' && !isTemporary)) return false;
      const password = passwordBy(letter);
      if (isTemporary) {
        // Invited by password before the stage invited by code: Cognito would ask for another one after the code.
        await call('AdminSetUserPassword', {
          UserPoolId,
          Username: email,
          Password: password ?? unknownPassword(),
          Permanent: password === null,
        });
      }
      await letter.send(email, password, wording);
      return true;
    },
  };
}
