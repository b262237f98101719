/** Every text of the mailbox page, in English; messages are as they would have been sent. */
export const EN = {
  title: 'Mailbox',
  intro: 'What would have been mailed or texted. Nothing leaves this machine.',
  language: 'Language',
  search: 'Search',
  searchHint: 'Address, subject or text',
  readAll: 'Mark all as read',
  list: 'Messages, newest first',
  none: 'No messages yet. Invitations and codes appear here by themselves.',
  count: (all: number): string => `${all} message${all === 1 ? '' : 's'}`,
  found: (found: number, all: number): string => `${found} of ${EN.count(all)}`,
  sms: 'Text message',
  mail: 'Mail',
  to: 'to',
  /** What the page's script says. */
  script: {
    unread: 'Unread',
    copy: 'Copy',
    copied: 'Copied',
    selected: 'Selected',
    lost: 'The engine does not answer. What follows may be old.',
  },
};

/** What a language must say. */
export type Texts = typeof EN;
