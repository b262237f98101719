export { AwsError } from './aws-error.ts';
export { requireSignature } from './require-signature.ts';
