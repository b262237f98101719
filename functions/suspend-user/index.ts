import { createFieldHandler } from '../lib/handler.ts';
import { createRecordServices } from '../lib/services.ts';
import { suspendUser } from './suspend-user.ts';

/** Lambda handler of suspendUser. */
export const handler = createFieldHandler(createRecordServices('suspend-user'), suspendUser);
