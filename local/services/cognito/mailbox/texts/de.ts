import type { Texts } from './en.ts';

/** Every text of the mailbox page, in German. */
export const DE: Texts = {
  title: 'Postfach',
  intro: 'Was als Mail oder SMS verschickt worden wäre. Nichts verlässt diesen Rechner.',
  language: 'Sprache',
  search: 'Suche',
  searchHint: 'Adresse, Betreff oder Text',
  readAll: 'Alle als gelesen markieren',
  list: 'Nachrichten, die neueste zuerst',
  none: 'Noch keine Nachrichten. Einladungen und Codes erscheinen hier von selbst.',
  count: (all) => (all === 1 ? '1 Nachricht' : `${all} Nachrichten`),
  found: (found, all) => `${found} von ${DE.count(all)}`,
  sms: 'SMS',
  mail: 'Mail',
  to: 'an',
  script: {
    unread: 'Ungelesen',
    copy: 'Kopieren',
    copied: 'Kopiert',
    selected: 'Markiert',
    lost: 'Die Engine antwortet nicht. Was folgt, kann veraltet sein.',
  },
};
