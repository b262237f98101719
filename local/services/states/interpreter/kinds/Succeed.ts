import { withoutResult, type Kind } from './kind.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html */
export const Succeed: Kind = withoutResult;
