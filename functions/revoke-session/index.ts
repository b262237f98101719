import { createFieldHandler } from '../lib/handler.ts';
import { createServices } from '../lib/identity-services.ts';
import { revokeSession } from './revoke-session.ts';

/** Lambda handler of revokeSession. */
export const handler = createFieldHandler(createServices('revoke-session'), revokeSession);
