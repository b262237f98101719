export { isEvaluated } from './conditions.ts';
export { createIam, PERMISSIVE_IAM, type Iam } from './iam.ts';
