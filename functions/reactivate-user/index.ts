import { createFieldHandler } from '../lib/handler.ts';
import { createServices } from '../lib/services.ts';
import { reactivateUser } from './reactivate-user.ts';

export const handler = createFieldHandler(createServices('reactivate-user'), reactivateUser);
