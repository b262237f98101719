export { createAuthenticator } from './authenticator.ts';
export type { Authenticator } from './authenticator.ts';
export { createFieldAuthorizer } from './field-authorizer.ts';
export type { AuthOperation, AuthOptions, AuthRequest, Refusal } from './types.ts';
export { wholeMatch } from './patterns.ts';
