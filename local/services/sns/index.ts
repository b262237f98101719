export { createSns } from './sns.ts';
export type { PublishText, SnsOptions } from './sns.ts';
export type { PersonalMessage } from './subscribers/subscriber.ts';
