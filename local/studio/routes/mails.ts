import { isFound, type Message } from '../../services/cognito/index.ts';
import { numberIn } from '../read/query.ts';
import { defineRoute } from './route.ts';

/** `GET /_local/mails`: newest first. */
export interface MailList {
  readonly mails: readonly Message[];
  /** How many there are, found or not; the newest 1,000 are kept. */
  readonly total: number;
}

/** What would have been mailed. */
export const mails = defineRoute({
  method: 'GET',
  path: '/_local/mails',
  about:
    'Messages that AWS would have sent, newest first: `?to=` an address, `?search=` words in address, subject or ' +
    'text, `?limit=` (1 to 1000, 100): `MailList`.',
  answer({ cognito: { mailbox } }, { query }): MailList {
    const to = query.get('to');
    const search = (query.get('search') ?? '').trim();
    const all = mailbox.list();
    const found = all.filter(
      (message) => (to === null || message.to === to) && isFound(message, search),
    );
    const limit = numberIn(query, 'limit', { otherwise: 100, max: 1_000 });
    return { mails: found.slice(0, limit), total: all.length };
  },
});
