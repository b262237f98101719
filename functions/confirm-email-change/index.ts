import { createFieldHandler } from '../lib/handler.ts';
import { createMailServices } from '../lib/mail-services.ts';
import { confirmEmailChange } from './confirm-email-change.ts';

export const handler = createFieldHandler(
  createMailServices('confirm-email-change'),
  confirmEmailChange,
);
