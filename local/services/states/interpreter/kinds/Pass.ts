import { withoutResult, type Kind } from './kind.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html */
export const Pass: Kind = withoutResult;
