import { CognitoError, PasskeyError } from 'user-manager-client';
import { useSession } from 'user-manager-client/react';
import { useExplain } from '../errors/use-explain.ts';
import { useTexts } from '../texts/use-texts.tsx';
import type { Texts } from '../texts/en.ts';

/** Why Cognito refused the last answer, in words; null when it has not. */
export function useSignInProblem(): string | null {
  const { error, status } = useSession();
  const { session } = useTexts();
  const say = useSayProblem();
  if (error === null) return null;
  const isMismatch = error instanceof CognitoError && error.type === 'CodeMismatchException';
  return isMismatch && status === 'emailCodeRequired'
    ? session.code.wrong
    : say(error, status !== 'signedOut');
}

/** Says why Cognito refused an answer; `isAsked`: the password was right already, something else is asked for. */
export function useSayProblem(): (error: Error, isAsked: boolean) => string {
  const { session } = useTexts();
  const explain = useExplain();
  return (error, isAsked) => {
    if (error instanceof PasskeyError) return session.passkey.problems[error.problem];
    if (!(error instanceof CognitoError)) return explain(error).text;
    const say = MEANINGS[error.type];
    return say ? say(session, { message: error.message, isAsked }) : error.message;
  };
}

interface Case {
  readonly message: string;
  /** The password was right already: something else is asked for. */
  readonly isAsked: boolean;
}

/** Cognito has one type for several things, which only its message tells apart. */
const MEANINGS: Readonly<Record<string, (texts: Texts['session'], of: Case) => string>> = {
  NotAuthorizedException: (texts, { message, isAsked }) => {
    if (/disabled/iu.test(message)) return texts.disabled;
    if (/expired.*(?:administrator|reset)|temporary password/iu.test(message)) return texts.expired;
    if (/required scopes/iu.test(message)) return texts.factor.none;
    if (/attempts exceeded/iu.test(message)) return texts.tooMany;
    return isAsked ? texts.codeOver : texts.wrong;
  },
  UserNotFoundException: (texts) => texts.wrong,
  // What the trigger after the sign-in says (functions/lib/errors.ts).
  UserLambdaValidationException: (texts, { message }) =>
    /invitation has ended/iu.test(message) ? texts.invitationOver : message,
  UnsupportedChallenge: (texts, { message }) =>
    /SELECT_CHALLENGE/u.test(message) ? texts.needsPassword : message,
  InvalidPasswordException: (texts) => texts.newPassword.refused,
  EnableSoftwareTokenMFAException: (texts) => texts.totp.wrong,
  CodeMismatchException: (texts) => texts.totp.wrong,
  ExpiredCodeException: (texts) => texts.codeOver,
  TooManyRequestsException: (texts) => texts.tooMany,
  LimitExceededException: (texts) => texts.tooMany,
  // The firewall before the user pool.
  ForbiddenException: (texts) => texts.tooMany,
  InsecureOrigin: (texts) => texts.insecure,
};
