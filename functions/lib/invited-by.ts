import type { InvitedBy } from '../../model/invitation-mails.ts';

const CODE: InvitedBy = 'code';

/** Whether the stage says so (`tellInvitedBy` of cdk/functions/rights.ts). */
export const isInvitedByCode = (): boolean => process.env['INVITED_BY'] === CODE;
