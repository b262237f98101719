import type { MailServices } from './mail-services.ts';
import { tellPerson } from './tell-person.ts';
import type { UserRecord } from './user.ts';

/** Whoever reads the mails of the former address hears of it; the change stands without that. */
export const tellFormerAddress = (
  services: Pick<MailServices, 'mailer' | 'log'>,
  former: UserRecord,
): Promise<void> =>
  tellPerson(services, former, {
    subject: 'Your e-mail address was changed',
    text:
      'Your account has another e-mail address now: sign in with that one.\n\n' +
      'If it was not you who changed it, tell an administrator at once.\n',
    warning: 'former address not told',
  });
