import { createFieldHandler } from '../lib/handler.ts';
import { createServices } from '../lib/identity-services.ts';
import { createSesMailer } from '../lib/mail-services.ts';
import { updateUser } from './update-user.ts';

const services = { ...createServices('update-user'), mailer: createSesMailer() };

/** Lambda handler of updateUser. */
export const handler = createFieldHandler(services, updateUser);
