import { createAnswerHandler } from '../lib/handler.ts';
import { createRecordServices } from '../lib/services.ts';
import { purgeUser } from './purge-user.ts';

export const handler = createAnswerHandler(createRecordServices('purge-user'), purgeUser);
