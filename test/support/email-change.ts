import { confirmEmailChange } from '../../functions/confirm-email-change/confirm-email-change.ts';
import type { UserRecord } from '../../functions/lib/user.ts';
import { requestEmailChange } from '../../functions/request-email-change/request-email-change.ts';
import type { Directory } from './directory.ts';
import { event } from './directory.ts';

/** The functions of an e-mail change, as their own user calls them. */
export function emailChangesIn(directory: Pick<Directory, 'services' | 'mailsTo'>) {
  const actor = ({ id, role }: Pick<UserRecord, 'id' | 'role'>) =>
    ({ id, kind: 'user', role }) as const;
  const request = (user: Pick<UserRecord, 'id' | 'role'>, email: string) =>
    requestEmailChange(directory.services, event('requestEmailChange', { email }, actor(user)));
  const codeTo = (email: string) => codeIn(directory.mailsTo(email).at(-1)?.body ?? '');
  return {
    request,
    /** The newest code that was mailed to an address. */
    codeTo,
    /** Asks for a code and reads it. */
    async requestCode(user: Pick<UserRecord, 'id' | 'role'>, email: string): Promise<string> {
      await request(user, email);
      return codeTo(email);
    },
    confirm: (user: Pick<UserRecord, 'id' | 'role'>, code: string) =>
      confirmEmailChange(directory.services, event('confirmEmailChange', { code }, actor(user))),
  };
}

/** The same with codes hashed as slowly as by who runs the functions themselves. */
export function changesOfFunctions({ services, mailsTo }: Directory) {
  const { codeCost: _less, ...ofFunctions } = services;
  return emailChangesIn({ services: ofFunctions, mailsTo });
}

/** The code that a mail tells. */
export function codeIn(body: string): string {
  const code = /\b\d{6}\b/u.exec(body)?.[0];
  if (code === undefined) throw new Error(`no code in the mail: ${body}`);
  return code;
}

/** A code that is not this one. */
export const otherThan = (code: string, by = 1) =>
  String((Number(code) + by) % 1_000_000).padStart(6, '0');
