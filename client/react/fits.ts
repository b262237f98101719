import { foldText } from '../../model/folding.ts';
import { END_OF_NAME, namePrefixOf, searchableName, wordsOf } from '../../model/names.ts';
import { termOf } from '../../model/search-terms.ts';
import type { User, UserFilter } from '../index.ts';
import { invitationPhaseOf } from '../invitation-phase.ts';

const FORMS = {
  nfc: (text: string) => text.normalize('NFC'),
  nfkd: (text: string) => text.normalize('NFKD'),
};

const nameOf = ({ firstName, lastName }: User): string => `${firstName} ${lastName}`;

/** A name as the API puts it in order. */
export const orderOfName = (user: User): string => searchableName(nameOf(user), FORMS);

/** Whether a filter lets a user through; null where only the API knows, which has tables of domains. */
export function fits(user: User, filter: UserFilter | null): boolean | null {
  const { status, role, invitation, emailPrefix, namePrefix, search } = filter ?? {};
  if ((status && user.status !== status) || (role && user.role !== role)) return false;
  // As things are now: time alone brings nobody into a list or out of it.
  if (invitation && invitationPhaseOf(user) !== invitation) return false;
  const name = `${orderOfName(user)}${END_OF_NAME}`;
  if (!name.startsWith(namePrefixOf(namePrefix ?? '', FORMS))) return false;
  const answers = [
    hasAddress(user, emailPrefix ?? ''),
    ...termsIn(search ?? '').map(hasTerm(user)),
  ];
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

function hasAddress({ email }: User, prefix: string): boolean | null {
  if (/[^ -~]/u.test(prefix)) return null;
  return email.toLowerCase().startsWith(prefix.trim().toLowerCase());
}

const termsIn = (search: string): string[] => search.split(/\s+/u).filter((term) => term !== '');

const hasTerm =
  (user: User) =>
  (typed: string): boolean | null => {
    const { whole, words } = termOf(typed, FORMS);
    const starts = [...wordsOf(nameOf(user), FORMS), foldText(user.email, FORMS)];
    const has = (start: string): boolean => starts.some((one) => one.startsWith(start));
    if (has(whole) || (words.length > 0 && words.every(has))) return true;
    // It may begin the address in the letters of its domain.
    return user.email.includes('xn--') ? null : false;
  };
