/** What an `errorType` of the API says. */
interface ErrorMeaning {
  /** Completes "It says that". */
  readonly meaning: string;
  /** What `errorInfo` holds; null: it is null. */
  readonly info: string | null;
}

/** Every `errorType` that resolvers and functions answer, and what it says; docs and clients derive from it. */
export const ERROR_TYPES = {
  ValidationFailed: {
    meaning: 'the input breaks rules; all of them are told at once',
    info: 'a list of `field`, `rule`, `message` and, within a field, `path`',
  },
  EmailTaken: { meaning: 'another user has this e-mail address', info: null },
  NotFound: { meaning: 'no user, or no session of the user, has this id', info: null },
  VersionConflict: {
    meaning: 'the user has changed since it was read: read it again and repeat the change',
    info: '`currentVersion`; null when others are writing the same data at this moment, and there is no version yet to name',
  },
  InvalidState: {
    meaning: 'the status of the user, or being the last active administrator, does not allow it',
    info: '`status`',
  },
  InvalidToken: {
    meaning: '`nextToken` is of another list, or of another caller, filter or sort',
    info: null,
  },
  LimitExceeded: {
    meaning: 'too much was asked for: repeat the request later',
    info: '`retryAt` where it is known from when on, `attemptsLeft` 0 after the last wrong code, else null',
  },
  CodeMismatch: { meaning: 'the code is not the one of the newest mail', info: '`attemptsLeft`' },
  CodeExpired: {
    meaning: 'no code is waiting, or it has expired: request another one',
    info: null,
  },
  DeliveryFailed: { meaning: 'a mail could not be sent: repeat the request later', info: null },
  SecondFactorRequired: {
    meaning: 'administrators have to sign in with a second factor here, and this one has not',
    info: null,
  },
  ReauthenticationRequired: {
    meaning: 'the sign-in is too old for this: sign in again and repeat the request',
    info: '`maxAgeSeconds`',
  },
  Unauthorized: { meaning: 'the caller may not ask for this', info: null },
  InternalError: { meaning: 'something went wrong on our side', info: '`requestId`' },
} as const satisfies Readonly<Record<string, ErrorMeaning>>;

/** What a caller may be told, as `errors[].errorType`. */
export type ErrorType = keyof typeof ERROR_TYPES;

/** One broken rule of an input; `errorInfo` of ValidationFailed is a list of these. */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
  /** Where in the field, as in `attributes.tags[0]`, when not the field itself. */
  readonly path?: string;
}

/** The message of ValidationFailed: those of all broken rules. */
export function validationText(problems: readonly FieldProblem[]): string {
  return [...problems].map((problem) => problem.message).join(' ');
}

/** The message of LimitExceeded when AWS is asked for too much at once. */
export const TOO_MANY_REQUESTS = 'Too many requests at the moment. Try again in a few seconds.';

/**
 * The message of InternalError.
 * @param requestId the id that our logs have too
 */
export function internalErrorText(requestId: string): string {
  return `Something went wrong on our side (request ${requestId}).`;
}

/** The message of a log line that tells of a failed request; metrics count such lines by it. */
export const FAILED = 'failed';
