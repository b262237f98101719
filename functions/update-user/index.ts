import { createFieldHandler } from '../lib/handler.ts';
import { createRecordServices } from '../lib/services.ts';
import { updateUser } from './update-user.ts';

export const handler = createFieldHandler(createRecordServices('update-user'), updateUser);
