import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEventHandler } from 'react';
import type { User } from 'user-manager-client';
import { USER_ROLES } from 'user-manager-client';
import { useUpdateUser } from 'user-manager-client/react';
import { useExplain } from '../../../errors/use-explain.ts';
import { useFieldProblems } from '../../../errors/use-field-problems.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { Dialog } from '../../../ui/dialog.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { SelectField } from 'appsync-on-a-laptop/page-kit/select-field';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';
import { useToast } from '../../../ui/toasts.tsx';
import { nameOf } from '../../people/name-of.ts';
import { AttributeFields } from './attribute-fields.tsx';
import { readAttributes } from './attribute-values.ts';
import { Conflict } from './conflict.tsx';
import { useEditDraft } from './edit-draft.ts';
import type { EditBase, EditValues } from './edit-values.ts';
import { differingFields, divergenceOf, inputOf, undoOf, valuesOf } from './edit-values.ts';

interface Props {
  readonly user: User;
  readonly onClose: () => void;
}

/** Changes a person; who else does so meanwhile is seen, and nothing of either is lost. */
export function EditDialog({ user, onClose }: Props) {
  const { person, actions } = useTexts();
  const id = useId();
  const { draft, isKept, change, rebase, forget } = useEditDraft(user);
  const { base, values } = draft;
  const [wasKept, setWasKept] = useState(isKept);
  const { save, isPending, error } = useSave(() => {
    forget();
    onClose();
  });
  const divergence = divergenceOf(base, values, user);
  const isChanged = differingFields(valuesOf(base), values).length > 0;
  const isReadable = 'value' in readAttributes(values.attributes);
  const discard = () => {
    forget();
    setWasKept(false);
  };
  const submit: SubmitEventHandler = (event) => {
    event.preventDefault();
    if (!isChanged || !isReadable || divergence !== null || isPending) return;
    // What others changed is not in the way, such as a status.
    save({ ...base, version: user.version }, values);
  };
  return (
    <Dialog
      title={person.edit.title(nameOf(user))}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button
            onPress={() => {
              forget();
              onClose();
            }}
          >
            {actions.cancel}
          </Button>
          <Button
            type="submit"
            form={id}
            look="primary"
            isPending={isPending}
            isDisabled={!isChanged || !isReadable || divergence !== null}
          >
            {actions.save}
          </Button>
        </>
      }
    >
      {wasKept && isChanged ? <Kept onDiscard={discard} /> : null}
      {divergence ? (
        <Conflict divergence={divergence} values={values} present={user} onApply={rebase} />
      ) : null}
      <Refusal error={error} isShown={divergence !== null} />
      <form id={id} className="edit-form" onSubmit={submit}>
        <Fields values={values} onChange={change} error={error} />
      </form>
    </Dialog>
  );
}

/** What was entered before is there again. */
function Kept({ onDiscard }: { readonly onDiscard: () => void }) {
  const { edit } = useTexts().person;
  return (
    <p className="callout callout-info">
      {edit.kept}{' '}
      <Button isSmall look="ghost" onPress={onDiscard}>
        {edit.discard}
      </Button>
    </p>
  );
}

/** Saves, says so with a way back, and reads the person anew when somebody was faster. */
function useSave(onSaved: () => void) {
  const { person, actions } = useTexts();
  const toast = useToast();
  const explain = useExplain();
  const queryClient = useQueryClient();
  const undo = useUpdateUser({
    onSuccess: () => toast({ text: person.done.undone }),
    onError: (error) => toast({ tone: 'bad', text: explain(error).text }),
  });
  const { mutate, isPending, error } = useUpdateUser({
    onError: (reason) => {
      if (explain(reason).kind !== 'conflict') return;
      void queryClient.invalidateQueries({ queryKey: ['user-manager'] });
    },
  });
  const save = (base: EditBase, values: EditValues) =>
    mutate(inputOf(base, values), {
      onSuccess: (saved) => {
        onSaved();
        const back = undoOf(base, values, saved?.version ?? base.version);
        toast({
          text: person.done.saved,
          action: { label: actions.undo, onAction: () => undo.mutate(back) },
        });
      },
    });
  return { save, isPending, error };
}

/** What is wrong with no field of its own. */
function Refusal(props: {
  readonly error: Error | null;
  /** A conflict in the fields, which shows itself. */
  readonly isShown: boolean;
}) {
  const { error, isShown } = props;
  const explain = useExplain();
  if (error === null) return null;
  const { kind, text, problems } = explain(error);
  if ((kind === 'conflict' && isShown) || problems.length > 0) return null;
  return <Problem>{text}</Problem>;
}

function Fields(props: {
  readonly values: EditValues;
  readonly onChange: (values: EditValues) => void;
  readonly error: Error | null;
}) {
  const { values, onChange, error } = props;
  const { fields, person, roles, roleMeanings } = useTexts();
  const problemOf = useFieldProblems(error, values);
  const text = (name: 'email' | 'firstName' | 'lastName' | 'phone') => ({
    label: fields[name],
    value: values[name],
    onChange: (value: string) => onChange({ ...values, [name]: value }),
    error: problemOf(name),
  });
  return (
    <>
      <div className="field-pair">
        <TextField {...text('firstName')} autoFocus />
        <TextField {...text('lastName')} />
      </div>
      <TextField {...text('email')} inputMode="email" description={person.edit.emailHint} />
      <div className="field-pair">
        <TextField {...text('phone')} inputMode="tel" description={person.edit.phoneHint} />
        <SelectField
          label={fields.role}
          value={values.role}
          choices={USER_ROLES.map((value) => ({ value, label: roles[value] }))}
          onChange={(role) => onChange({ ...values, role })}
          description={roleMeanings[values.role]}
        />
      </div>
      <AttributeFields
        value={values.attributes}
        onChange={(attributes) => onChange({ ...values, attributes })}
        error={problemOf('attributes')}
      />
    </>
  );
}
