import type { SubmitEventHandler } from 'react';
import { useNavigate } from 'react-router';
import type { UserRole } from 'user-manager-client';
import { USER_ROLES } from 'user-manager-client';
import { useCreateUser } from 'user-manager-client/react';
import { INVITATION_DAYS } from '../../../model/invitations.ts';
import { useDraft } from '../../drafts/drafts.ts';
import { useExplain } from '../../errors/use-explain.ts';
import { useFieldProblems } from '../../errors/use-field-problems.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { SelectField } from 'appsync-on-a-laptop/page-kit/select-field';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';
import { Problem } from '../../ui/problem.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { NO_WORDING, WordingFields, wordingInput, type Wording } from './wording.tsx';

interface Values extends Wording {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly role: UserRole;
  /** Makes a repeat harmless: the answer to the first may have been lost. */
  readonly token: string;
}

const empty = (): Values => ({
  firstName: '',
  lastName: '',
  email: '',
  phone: '',
  role: 'MEMBER',
  ...NO_WORDING,
  token: crypto.randomUUID(),
});

/** Invites one person; what was entered is kept until it is sent. */
export function InviteOne({ onDone }: { readonly onDone: () => void }) {
  const { invite, fields, roles, roleMeanings, wording } = useTexts();
  const { number } = useFormats();
  const [kept, keep] = useDraft<Values>('invite.one');
  // What an older page kept knows no wording.
  const values = { ...NO_WORDING, ...(kept ?? empty()) };
  const { send, isPending, error, problem } = useInvite(() => {
    keep(null);
    onDone();
  });
  // As the API calls it.
  const problemOf = useFieldProblems(error, { ...values, 'wording.message': values.message });
  // Another input is another request.
  const change = (part: Partial<Values>) =>
    keep({ ...values, ...part, token: crypto.randomUUID() });
  const text = (name: 'firstName' | 'lastName' | 'email' | 'phone') => ({
    label: fields[name],
    value: values[name],
    onChange: (value: string) => change({ [name]: value }),
    error: problemOf(name),
  });
  const submit: SubmitEventHandler = (event) => {
    event.preventDefault();
    if (!isPending) send(values);
  };
  return (
    <form className="invite-form" onSubmit={submit}>
      <p className="muted">{invite.explain(number(INVITATION_DAYS))}</p>
      {problem ? <Problem>{problem}</Problem> : null}
      <div className="field-pair">
        <TextField {...text('firstName')} autoFocus />
        <TextField {...text('lastName')} />
      </div>
      <TextField {...text('email')} inputMode="email" />
      <div className="field-pair">
        <TextField {...text('phone')} label={invite.phoneOptional} inputMode="tel" />
        <SelectField
          label={fields.role}
          value={values.role}
          choices={USER_ROLES.map((value) => ({ value, label: roles[value] }))}
          onChange={(role) => change({ role })}
          description={roleMeanings[values.role]}
        />
      </div>
      <WordingFields
        value={values}
        onChange={change}
        byItself={wording.ofSystem}
        error={problemOf('wording.message')}
      />
      <div className="invite-send">
        <Button type="submit" look="primary" icon="mail" isPending={isPending}>
          {invite.send}
        </Button>
      </div>
    </form>
  );
}

function useInvite(onSent: () => void) {
  const { invite } = useTexts();
  const toast = useToast();
  const navigate = useNavigate();
  const explain = useExplain();
  const { mutate, isPending, error } = useCreateUser({
    onSuccess: (user) => {
      onSent();
      toast({
        text: invite.sent(user?.email ?? ''),
        action: { label: invite.show, onAction: () => void navigate(`/people/${user?.id ?? ''}`) },
      });
    },
  });
  const { text, problems } = explain(error);
  return {
    isPending,
    error,
    /** What is wrong with no field of its own. */
    problem: error && problems.length === 0 ? text : null,
    send: ({ phone, token, language, message, ...values }: Values) =>
      mutate({
        ...values,
        phone: phone.trim() === '' ? null : phone,
        wording: wordingInput({ language, message }),
        clientRequestToken: token,
      }),
  };
}
