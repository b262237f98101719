import { createFieldHandler } from '../lib/handler.ts';
import { createServices } from '../lib/services.ts';
import { updateUser } from './update-user.ts';

export const handler = createFieldHandler(createServices('update-user'), updateUser);
