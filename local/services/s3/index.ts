export type { NotifyOfObject } from './notifications.ts';
export { createS3 } from './s3.ts';
