import { createFieldHandler } from '../lib/handler.ts';
import { createServices } from '../lib/services.ts';
import { suspendUser } from './suspend-user.ts';

export const handler = createFieldHandler(createServices('suspend-user'), suspendUser);
