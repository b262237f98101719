import { createAnswerHandler } from '../lib/handler.ts';
import { createPoolServices } from '../lib/identity-services.ts';
import { userSessions } from './user-sessions.ts';

/** Lambda handler of User.sessions. */
export const handler = createAnswerHandler(createPoolServices('user-sessions'), userSessions);
