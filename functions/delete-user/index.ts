import { createFieldHandler } from '../lib/handler.ts';
import { createRecordServices } from '../lib/services.ts';
import { deleteUser } from './delete-user.ts';

/** Lambda handler of deleteUser. */
export const handler = createFieldHandler(createRecordServices('delete-user'), deleteUser);
