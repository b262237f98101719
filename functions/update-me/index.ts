import { createFieldHandler } from '../lib/handler.ts';
import { createServices } from '../lib/services.ts';
import { updateMe } from './update-me.ts';

export const handler = createFieldHandler(createServices('update-me'), updateMe);
