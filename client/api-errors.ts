import { GraphqlRequestError } from './errors.ts';

/** One broken rule of an input. */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
  /** Where in the field, as in `attributes.tags[0]`, when not the field itself. */
  readonly path?: string;
}

/** What `errorInfo` has with each `errorType` that the API itself gives. */
export interface ErrorInfos {
  /** Every wrong field at once. */
  ValidationFailed: readonly FieldProblem[];
  EmailTaken: null;
  NotFound: null;
  /** Null where others are changing the same data at this moment: there is no version yet to name. */
  VersionConflict: { readonly currentVersion: number } | null;
  /** The user's status, which does not allow it. */
  InvalidState: { readonly status: string };
  /** A nextToken of another query, or of another caller. */
  InvalidToken: null;
  /** `retryAt` (ISO 8601) where it is known when to repeat; `attemptsLeft` 0 after too many wrong codes. */
  LimitExceeded: { readonly retryAt?: string; readonly attemptsLeft?: number } | null;
  CodeMismatch: { readonly attemptsLeft: number };
  CodeExpired: null;
  DeliveryFailed: null;
  InternalError: null;
  /** An ADMIN has to sign in with a second factor before anything but `me` is answered. */
  SecondFactorRequired: null;
  /** How old an ADMIN's sign-in may be for this, in seconds. */
  ReauthenticationRequired: { readonly maxAgeSeconds: number };
  /** AppSync's, to a caller who may not do this. */
  Unauthorized: null;
}

/** What an error of the API may be called. */
export type ApiErrorType = keyof ErrorInfos;

/** Each `errorType`, with what the API tells beside it. */
const ERROR_TYPES: Readonly<Record<ApiErrorType, true>> = {
  ValidationFailed: true,
  EmailTaken: true,
  NotFound: true,
  VersionConflict: true,
  InvalidState: true,
  InvalidToken: true,
  LimitExceeded: true,
  CodeMismatch: true,
  CodeExpired: true,
  DeliveryFailed: true,
  InternalError: true,
  SecondFactorRequired: true,
  ReauthenticationRequired: true,
  Unauthorized: true,
};

type OfType<Type extends ApiErrorType> = GraphqlRequestError & {
  readonly errorType: Type;
  readonly errorInfo: ErrorInfos[Type];
};

/** What each kind has besides `errorInfo`. */
interface Details {
  readonly VersionConflict: {
    /** The version that the record has now; null where `errorInfo` names none. */
    readonly currentVersion: number | null;
  };
}

/** An error of the API: `switch (error.errorType)` tells what `errorInfo` has. */
export type ApiError = {
  readonly [Type in ApiErrorType]: OfType<Type> &
    (Type extends keyof Details ? Details[Type] : unknown);
}[ApiErrorType];

/**
 * Whether the API itself refused, in a way that a program can tell: everything else is a
 * ConnectionError, a FirewallError, or AppSync's own.
 */
export const isApiError = (error: unknown): error is ApiError =>
  error instanceof GraphqlRequestError &&
  error.errorType !== null &&
  Object.hasOwn(ERROR_TYPES, error.errorType);
