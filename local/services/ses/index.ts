export { createSes } from './ses.ts';
export type { Mail } from './read-mail.ts';
export type { SesOptions } from './ses.ts';
