import { defineRoute } from './route.ts';

/** Empties the mailbox. */
export const deleteMails = defineRoute({
  method: 'DELETE',
  path: '/_local/mails',
  about: 'Empties the mailbox: `{}`.',
  answer({ cognito: { mailbox } }) {
    mailbox.clear();
  },
});
