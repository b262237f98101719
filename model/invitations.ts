/** Days that the temporary password of an invitation is good for, counted from its mail. */
export const INVITATION_DAYS = 7;
