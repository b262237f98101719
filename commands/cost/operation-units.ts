/** Operations that a bill counts, each measured by itself. */
export type MeasuredOperation =
  | 'signIn'
  | 'me'
  | 'getUser'
  | 'listUsers'
  | 'createUser'
  | 'updateMe'
  | 'updateUser'
  | 'suspendUser'
  | 'reactivateUser'
  | 'deleteUser';

/** What one operation takes of AWS, with all that follows it. */
export interface OperationUnits {
  /** Read units of DynamoDB. */
  readonly read: number;
  /** Write units of DynamoDB. */
  readonly write: number;
  /** Queries and mutations of AppSync: the caller's, and one for each change that is published. */
  readonly requests: number;
  /** Functions of functions/ that ran. */
  readonly invocations: readonly string[];
}

/** All of them; one that is missing is a type error. */
export type MeasuredUnits = Readonly<Record<MeasuredOperation, OperationUnits>>;
