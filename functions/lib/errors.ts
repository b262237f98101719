import type { ErrorType, FieldProblem } from '../../model/errors.ts';
import { internalErrorText, TOO_MANY_REQUESTS, validationText } from '../../model/errors.ts';

/** A refusal that the caller may read: its type, message and info go out as they are. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
  readonly type: ErrorType;
  readonly info: unknown;

  /** @param cause what made us refuse, for the log alone */
  constructor(type: ErrorType, message: string, info: unknown = null, cause?: unknown) {
    super(message, { cause });
    this.type = type;
    this.info = info;
  }
}

/** ValidationFailed with every broken rule as its info. */
export function validationFailed(problems: readonly FieldProblem[]): DirectoryError {
  return new DirectoryError('ValidationFailed', validationText(problems), problems);
}

/** EmailTaken: the address is locked by another user. */
export const emailTaken = () =>
  new DirectoryError('EmailTaken', 'Another user has this e-mail address.');

/** In Cognito's words, for those who sign up. */
export const accountExists = () =>
  new DirectoryError('EmailTaken', 'An account with the given email already exists');

/** NotFound: no record has the id. */
export const notFound = () => new DirectoryError('NotFound', 'No user has this id.');

/** NotFound: the user has no session of the id, or no longer. */
export const noSuchSession = () =>
  new DirectoryError('NotFound', 'No session of the user has this id; it may have ended already.');

/** VersionConflict: the record has another version than the caller has seen. */
export const versionConflict = (currentVersion: number) =>
  new DirectoryError(
    'VersionConflict',
    `The user has changed since: its version is now ${currentVersion}. Read it again and repeat the change.`,
    { currentVersion },
  );

/** InvalidState: what is asked for is not for a user of this status. */
export const invalidState = (message: string, status: string) =>
  new DirectoryError('InvalidState', message, { status });

/** InvalidState, in words for who signs in. */
export const invitationOver = (status: string) =>
  invalidState('The invitation has ended: ask whoever invited you for another one.', status);

/** InvalidState: the user pool does not know which sessions there are. */
export const untrackedSessions = (status: string) =>
  invalidState(
    'The user pool keeps track of no sessions: signOutEverywhere ends all of them.',
    status,
  );

/** InvalidState: nobody would be left who may do everything. */
export const lastAdmin = () =>
  invalidState(
    'The last active administrator stays: make another user an active ADMIN first.',
    'ACTIVE',
  );

/** CodeMismatch; `attemptsLeft` is how many wrong codes more are allowed. */
export const codeMismatch = (attemptsLeft: number) =>
  new DirectoryError(
    'CodeMismatch',
    attemptsLeft > 0
      ? `The code is not the one of the newest mail: ${attemptsLeft} more tries.`
      : 'The code is not the one of the newest mail: request another one.',
    { attemptsLeft },
  );

/** CodeExpired: there is no code that could be right. */
export const codeExpired = () =>
  new DirectoryError('CodeExpired', 'No code is waiting, or it has expired: request another one.');

/** LimitExceeded: the code is void after so many wrong ones. */
export const tooManyMisses = () =>
  new DirectoryError('LimitExceeded', 'Too many wrong codes: request another one.', {
    attemptsLeft: 0,
  });

/** LimitExceeded: `retryAt`, as ISO 8601, is when the person may ask for a code again. */
export const tooManyRequests = (retryAt: string) =>
  new DirectoryError(
    'LimitExceeded',
    `Too many codes were requested: the next one is possible at ${retryAt}.`,
    { retryAt },
  );

const NOT_SENT = 'The invitation could not be mailed. Repeat the request later: that sends it.';

/** DeliveryFailed: Cognito could not mail; the repeat of the request does. */
export const invitationNotSent = (cause: unknown) =>
  new DirectoryError('DeliveryFailed', NOT_SENT, null, cause);

/** Cognito sends so many mails a day and no more. */
export const tooManyInvitations = (cause: unknown) =>
  new DirectoryError(
    'LimitExceeded',
    `Cognito sends no more mails at the moment. ${NOT_SENT}`,
    null,
    cause,
  );

/** DeliveryFailed: SES could not mail; the code is good for nothing. */
export const codeNotSent = (cause: unknown) =>
  new DirectoryError(
    'DeliveryFailed',
    'The code could not be mailed. Check the address and request another one later.',
    null,
    cause,
  );

/** InternalError, which tells nothing but the id that our logs have too. */
export const internalError = (requestId: string) =>
  new DirectoryError('InternalError', internalErrorText(requestId), { requestId });

/** Two writers met at the same item until the time was over. */
export const writeConflict = () =>
  new DirectoryError(
    'VersionConflict',
    'Others are changing the same data at this moment, so nothing was written. Read it again and repeat the change in a few seconds.',
  );

/** LimitExceeded: the time of one request ended with `left` entries still there. */
export const purgeUnfinished = (left: number) =>
  new DirectoryError(
    'LimitExceeded',
    `The history is longer than one request can erase: ${left} entries are left. Call purgeUser again, it goes on there.`,
  );

/** LimitExceeded: AWS is asked for too much at once. */
export const limitExceeded = (cause?: unknown) =>
  new DirectoryError('LimitExceeded', TOO_MANY_REQUESTS, null, cause);
