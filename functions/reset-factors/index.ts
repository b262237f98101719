import { createFieldHandler } from '../lib/handler.ts';
import { createServices } from '../lib/identity-services.ts';
import { createSesMailer } from '../lib/mail-services.ts';
import { resetFactors } from './reset-factors.ts';

/** Lambda handler of resetFactors. */
export const handler = createFieldHandler(
  { ...createServices('reset-factors'), mailer: createSesMailer() },
  resetFactors,
);
