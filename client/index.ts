export { tokenAuth } from './auth/auth.ts';
export type { Auth } from './auth/auth.ts';
export { CognitoError } from './auth/cognito-api.ts';
export { cognitoAuth } from './auth/cognito-auth.ts';
export type {
  AuthState,
  CognitoAuth,
  CognitoAuthOptions,
  SignInResult,
} from './auth/cognito-auth.ts';
export { memoryStorage } from './auth/cognito-session.ts';
export type { SessionStorage, SignedInUser } from './auth/cognito-session.ts';
export type { FactorAccess, SignInOptions } from './auth/factor-access.ts';
export { addPasskey, listPasskeys, removePasskey } from './auth/passkeys.ts';
export type { Passkey } from './auth/passkeys.ts';
export { hasPasskeys, PasskeyError } from './auth/web-authn.ts';
export type { PasskeyProblem, WebAuthn } from './auth/web-authn.ts';
export { setUpTotp } from './auth/set-up-totp.ts';
export type { TotpSetUp } from './auth/set-up-totp.ts';
export { machineAuth } from './auth/machine-auth.ts';
export type { MachineAuthOptions } from './auth/machine-auth.ts';
export { createClient } from './create-client.ts';
export type { Client, ClientOptions } from './create-client.ts';
export { isApiError } from './api-errors.ts';
export type { ApiError, ApiErrorType, ErrorInfos, FieldProblem } from './api-errors.ts';
export { textOf } from './documents.ts';
export type { Document, ResultOf, VariablesOf } from './documents.ts';
export { ConnectionError, FirewallError, GraphqlRequestError } from './errors.ts';
export type { GraphqlErrorEntry } from './errors.ts';
export type { RequestOptions } from './graphql.ts';
export { invitationPhaseOf } from './invitation-phase.ts';
export type { ConnectionState } from './realtime/realtime-client.ts';
export type { SubscribeOptions, Subscription } from './realtime/subscription.ts';
export type { JsonObject } from './json.ts';
export * from './operations.ts';
export type * from './types.ts';
// Those of operations.ts are for clients that send JSON as text.
export type { CreateUserInput, UpdateMeInput, UpdateUserInput } from './types.ts';
