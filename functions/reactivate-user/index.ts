import { createFieldHandler } from '../lib/handler.ts';
import { createRecordServices } from '../lib/services.ts';
import { reactivateUser } from './reactivate-user.ts';

/** Lambda handler of reactivateUser. */
export const handler = createFieldHandler(createRecordServices('reactivate-user'), reactivateUser);
