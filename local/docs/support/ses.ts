import { supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

/** What a SendEmail request may hold as `Content`. */
const CONTENT = ['Simple', 'Raw', 'Template'];

/** Actions of SES. */
export function ses(): Section {
  return {
    title: 'Amazon SES',
    body: [
      '`SendEmail` of API v2; the message is shown at `/mailbox`. Identities and the sandbox are not played: every sender and recipient counts as verified. An address has to be one that SES takes (ASCII before the @, Punycode after it); the texts of refusals are not verified.',
      supportTable(
        'content',
        rowsOf(CONTENT, {
          tests: ['local/test/services/ses'],
          partly: { Simple: 'Subject, text, HTML; headers and attachments are left out.' },
          not: {
            Raw: 'Refused with `UnsupportedByLocalEngine`.',
            Template: 'Refused with `UnsupportedByLocalEngine`.',
          },
        }),
      ),
    ],
  };
}
