import { CognitoError } from 'user-manager-client';
import { useSession } from 'user-manager-client/react';
import { useExplain } from '../errors/use-explain.ts';
import { useTexts } from '../texts/use-texts.tsx';
import type { Texts } from '../texts/en.ts';

/** Why Cognito refused the last answer, in words; null when it has not. */
export function useSignInProblem(): string | null {
  const { error, status } = useSession();
  const { session } = useTexts();
  const explain = useExplain();
  if (error === null) return null;
  if (!(error instanceof CognitoError)) return explain(error).text;
  const say = MEANINGS[error.type];
  return say
    ? say(session, { message: error.message, isAsked: status !== 'signedOut' })
    : error.message;
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
    if (/attempts exceeded/iu.test(message)) return texts.tooMany;
    return isAsked ? texts.codeOver : texts.wrong;
  },
  UserNotFoundException: (texts) => texts.wrong,
  InvalidPasswordException: (texts) => texts.newPassword.refused,
  CodeMismatchException: (texts) => texts.totp.wrong,
  ExpiredCodeException: (texts) => texts.codeOver,
  TooManyRequestsException: (texts) => texts.tooMany,
  LimitExceededException: (texts) => texts.tooMany,
  // The firewall before the user pool.
  ForbiddenException: (texts) => texts.tooMany,
  InsecureOrigin: (texts) => texts.insecure,
};
