import type { User } from 'user-manager-client';
import { useDraft } from '../../../drafts/drafts.ts';
import { UPDATE_FIELDS } from '../../../../model/user-fields.ts';
import type { EditBase, EditValues } from './edit-values.ts';
import { valuesOf } from './edit-values.ts';

/** An edit that has begun: from which state of the person, and what the form holds. */
export interface EditDraft {
  readonly base: EditBase;
  readonly values: EditValues;
}

/** The state of a person that an edit starts from. */
export const baseOf = (user: User): EditBase => ({
  id: user.id,
  version: user.version,
  ...(Object.fromEntries(UPDATE_FIELDS.map((field) => [field, user[field]])) as Pick<
    User,
    (typeof UPDATE_FIELDS)[number]
  >),
});

/** The edit of a person, which outlives the dialog, the session and a reload. */
export function useEditDraft(user: User) {
  const [kept, keep] = useDraft<EditDraft>(`person.${user.id}`);
  const draft = kept ?? { base: baseOf(user), values: valuesOf(user) };
  return {
    draft,
    isKept: kept !== null,
    change: (values: EditValues) => keep({ ...draft, values }),
    /** Begins anew, with these values in the form. */
    begin: (values: Partial<EditValues>) =>
      keep({ base: baseOf(user), values: { ...valuesOf(user), ...values } }),
    /** Goes on from the present state of the person. */
    rebase: (values: EditValues) => keep({ base: baseOf(user), values }),
    forget: () => keep(null),
  };
}
