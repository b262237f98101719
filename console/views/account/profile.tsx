import type { SubmitEvent } from 'react';
import type { UpdateMeInput, User } from 'user-manager-client';
import { useUpdateMe } from 'user-manager-client/react';
import { useDraft } from '../../drafts/drafts.ts';
import { useExplain } from '../../errors/use-explain.ts';
import { useFieldProblems } from '../../errors/use-field-problems.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';
import { useToast } from '../../ui/toasts.tsx';

const FIELDS = ['firstName', 'lastName', 'phone'] as const;
type Values = Readonly<Record<(typeof FIELDS)[number], string>>;

const COMPLETES = { firstName: 'given-name', lastName: 'family-name', phone: 'tel' } as const;

const valuesOf = ({ firstName, lastName, phone }: User): Values => {
  return { firstName, lastName, phone: phone ?? '' };
};

/** The own names and phone. What is entered is a draft until it is saved, and nothing of the session's end loses it. */
export function Profile({ me }: { readonly me: User }) {
  const { account, fields } = useTexts();
  const [draft, setDraft] = useDraft<Partial<Values>>('account.profile');
  const toast = useToast();
  const explain = useExplain();
  const update = useUpdateMe({
    onSuccess: () => {
      setDraft(null);
      toast({ text: account.profile.saved });
    },
  });
  const values = { ...valuesOf(me), ...draft };
  const changed = FIELDS.filter((field) => values[field] !== valuesOf(me)[field]);
  const failed = update.error ? explain(update.error) : null;
  const problemOf = useFieldProblems(update.error, values);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    update.mutate(inputOf(values, changed, me.version));
  };
  return (
    <section className="panel card" aria-labelledby="profile">
      <h2 id="profile">{account.profile.title}</h2>
      <form className="account-form" onSubmit={save}>
        {FIELDS.map((field) => (
          <TextField
            key={field}
            name={field}
            type={field === 'phone' ? 'tel' : 'text'}
            label={fields[field]}
            value={values[field]}
            autoComplete={COMPLETES[field]}
            isRequired={field !== 'phone'}
            error={problemOf(field)}
            onChange={(value) => setDraft({ ...draft, [field]: value })}
          />
        ))}
        {failed && failed.problems.length === 0 ? (
          <p role="alert" className="field-error">
            {failed.kind === 'conflict' ? account.profile.conflict : failed.text}
          </p>
        ) : null}
        <Actions
          hasChanged={changed.length > 0}
          isSaving={update.isPending}
          onDiscard={() => {
            setDraft(null);
            update.reset();
          }}
        />
      </form>
    </section>
  );
}

function Actions(props: {
  readonly hasChanged: boolean;
  readonly isSaving: boolean;
  readonly onDiscard: () => void;
}) {
  const { account, actions } = useTexts();
  const { hasChanged, isSaving, onDiscard } = props;
  return (
    <div className="account-actions">
      <Button look="primary" type="submit" isDisabled={!hasChanged} isPending={isSaving}>
        {actions.save}
      </Button>
      {hasChanged ? (
        <Button look="ghost" onPress={onDiscard}>
          {account.profile.discard}
        </Button>
      ) : null}
    </div>
  );
}

function inputOf(
  values: Values,
  changed: readonly (keyof Values)[],
  expectedVersion: number,
): UpdateMeInput {
  const entries = changed.map((field) => {
    const value = values[field].trim();
    return [field, field === 'phone' && value === '' ? null : value] as const;
  });
  return { expectedVersion, ...Object.fromEntries(entries) };
}
