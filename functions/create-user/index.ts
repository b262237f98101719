import { createFieldHandler } from '../lib/handler.ts';
import { createServices } from '../lib/identity-services.ts';
import { createUser } from './create-user.ts';

/** Lambda handler of createUser. */
export const handler = createFieldHandler(createServices('create-user'), createUser);
