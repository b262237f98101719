import { createAnswerHandler } from '../lib/handler.ts';
import { createMailServices } from '../lib/mail-services.ts';
import { requestEmailChange } from './request-email-change.ts';

/** Lambda handler of requestEmailChange. */
export const handler = createAnswerHandler(
  createMailServices('request-email-change'),
  requestEmailChange,
);
