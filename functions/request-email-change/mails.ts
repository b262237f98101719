import type { Mail } from '../lib/mailer.ts';

/** Proves that who reads it has the address. */
export const codeMail = (to: string, code: string): Mail => ({
  to,
  subject: 'Your verification code',
  text:
    `Your code is ${code}. Enter it within 15 minutes to sign in with this address from then on.\n\n` +
    'If you did not ask for it, tell it to nobody: without it nothing changes.\n',
});

/** For the person whose address somebody else asked for. */
export const takenMail = (to: string): Mail => ({
  to,
  subject: 'Somebody wanted to use your address',
  text:
    'Somebody asked to have this address as that of their account. It stays the address of yours.\n\n' +
    'If it was you: sign in with this address. Otherwise there is nothing to do.\n',
});
