import { createAnswerHandler } from '../lib/handler.ts';
import { createPoolServices } from '../lib/identity-services.ts';
import { userFactors } from './user-factors.ts';

/** Lambda handler of User.factors. */
export const handler = createAnswerHandler(createPoolServices('user-factors'), userFactors);
