import { createFieldHandler } from '../lib/handler.ts';
import { createRecordServices } from '../lib/services.ts';
import { updateMe } from './update-me.ts';

/** Lambda handler of updateMe. */
export const handler = createFieldHandler(createRecordServices('update-me'), updateMe);
