import { createAnswerHandler } from '../lib/handler.ts';
import { createServices } from '../lib/identity-services.ts';
import { exportUser } from './export-user.ts';

/** Lambda handler of exportUser. */
export const handler = createAnswerHandler(createServices('export-user'), exportUser);
