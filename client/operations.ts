/** The documents of client/operations/*.graphql, typed, for this client and others. */
export * from '../generated/client-operations.ts';
export type { UserManagerDocument } from './documents.ts';
export type { AwsJson } from './json.ts';
