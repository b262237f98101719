import { createFieldHandler } from '../lib/handler.ts';
import { createServices } from '../lib/identity-services.ts';
import { revokeInvitation } from './revoke-invitation.ts';

/** Lambda handler of revokeInvitation. */
export const handler = createFieldHandler(createServices('revoke-invitation'), revokeInvitation);
