import { createFieldHandler } from '../lib/handler.ts';
import { createServices } from '../lib/identity-services.ts';
import { resendInvitation } from './resend-invitation.ts';

/** Lambda handler of resendInvitation. */
export const handler = createFieldHandler(createServices('resend-invitation'), resendInvitation);
