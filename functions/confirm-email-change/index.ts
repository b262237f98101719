import { createFieldHandler } from '../lib/handler.ts';
import { createMailServices } from '../lib/mail-services.ts';
import { confirmEmailChange } from './confirm-email-change.ts';

/** Lambda handler of confirmEmailChange. */
export const handler = createFieldHandler(
  createMailServices('confirm-email-change'),
  confirmEmailChange,
);
