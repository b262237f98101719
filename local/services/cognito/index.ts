export type { Administration, Person, PersonDetails, PersonTokens } from './administration.ts';
export { createCognito } from './engine.ts';
export type { Cognito, CognitoOptions } from './engine.ts';
export type { Mailbox, Message } from './mailbox/mailbox.ts';
export { isFound } from './mailbox/page.ts';
