export { createS3 } from './s3.ts';
