export { createCognito } from './engine.ts';
export type { Cognito, CognitoOptions } from './engine.ts';
