import type { SubmitEvent } from 'react';
import { useState } from 'react';
import type { SignInResult } from 'user-manager-client';
import { CognitoError } from 'user-manager-client';
import type { PlaygroundConfig } from './config.ts';
import { otherSignIns, quickSignIns } from './config.ts';
import type { Texts } from './texts/en.ts';
import { useLanguage, useTexts } from './texts/languages.ts';
import type { Session } from './use-session.ts';

type NewPassword = Extract<SignInResult, { status: 'newPasswordRequired' }>;

interface Props {
  readonly config: PlaygroundConfig;
  readonly session: Session;
}

/** Who is signed in; or ways to sign in, with the next step that Cognito asks for. */
export function SignInPanel({ config, session: { auth, state } }: Props) {
  const [challenge, setChallenge] = useState<NewPassword | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { signIn: texts } = useTexts();
  const [busy, setBusy] = useState(false);

  const attempt = (work: () => Promise<SignInResult>) => {
    setBusy(true);
    setError(null);
    work()
      .then(
        (result) => setChallenge(result.status === 'newPasswordRequired' ? result : null),
        setError,
      )
      .finally(() => setBusy(false));
  };
  if (state.status === 'signedIn') {
    return <SignedIn user={state.user} onSignOut={() => void auth.signOut()} />;
  }
  const signIn = (email: string, password: string) => attempt(() => auth.signIn(email, password));
  return (
    <section aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">{texts.title}</h2>
      {challenge ? (
        <NewPasswordForm
          busy={busy}
          onSubmit={(password) => attempt(() => challenge.complete(password))}
          onCancel={() => setChallenge(null)}
        />
      ) : (
        <>
          <QuickSignIns config={config} busy={busy} onPick={signIn} />
          <OtherSignIns config={config} busy={busy} onPick={signIn} />
          <PasswordForm busy={busy} onSubmit={signIn} />
          <MailboxHint config={config} />
        </>
      )}
      {error === null ? null : (
        <p role="alert" className="error">
          {problemOf(error, texts)}
        </p>
      )}
    </section>
  );
}

/** What people meet most, in words; the rest as Cognito says it. */
function problemOf(error: unknown, texts: Texts['signIn']): string {
  const type = error instanceof CognitoError ? error.type : '';
  const message = error instanceof Error ? error.message : String(error);
  if (type === 'InvalidPasswordException') return texts.refused;
  return message === 'Incorrect username or password.' ? texts.wrong : message;
}

/** The local system mails nothing: invitations are read on a page of its own. */
function MailboxHint({ config: { mailbox } }: Pick<Props, 'config'>) {
  const { texts, language } = useLanguage();
  if (mailbox === undefined) return null;
  const { before, name, after } = texts.signIn.mailbox;
  return (
    <p>
      {before}
      <a href={`${mailbox}?lang=${language}`} target="_blank" rel="noreferrer">
        {name}
      </a>
      {after}
    </p>
  );
}

interface SignedInProps {
  readonly user: { readonly email: string | null; readonly groups: readonly string[] };
  readonly onSignOut: () => void;
}

function SignedIn({ user, onSignOut }: SignedInProps) {
  const { signIn: texts } = useTexts();
  return (
    <section aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">{texts.signedIn}</h2>
      <p className="who">
        <strong>{user.email}</strong> <span className="role">{user.groups.join(', ')}</span>
      </p>
      <button type="button" onClick={onSignOut}>
        {texts.signOut}
      </button>
    </section>
  );
}

interface QuickProps {
  readonly config: PlaygroundConfig;
  readonly busy: boolean;
  readonly onPick: (email: string, password: string) => void;
}

function QuickSignIns({ config, busy, onPick }: QuickProps) {
  const { signIn: texts } = useTexts();
  const users = quickSignIns(config);
  if (users.length === 0) return null;
  return (
    <ul className="quick" aria-label={texts.seeded}>
      {users.map(({ email, role, password }) => (
        <li key={email}>
          <button type="button" disabled={busy} onClick={() => onPick(email, password)}>
            {email} <span className="role">{role}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function OtherSignIns({ config, busy, onPick }: QuickProps) {
  const { signIn: texts } = useTexts();
  const people = otherSignIns(config);
  if (people.length === 0) return null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    const email = readForm(event)('person');
    const person = people.find((one) => one.email === email);
    if (person) onPick(person.email, person.password);
  };
  return (
    <form onSubmit={submit}>
      <label>
        {texts.others}
        <select name="person" disabled={busy}>
          {people.map(({ email, role }) => (
            <option key={email} value={email}>
              {`${email}, ${role}`}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" disabled={busy}>
        {texts.asPerson}
      </button>
    </form>
  );
}

interface PasswordFormProps {
  readonly busy: boolean;
  readonly onSubmit: (email: string, password: string) => void;
}

function PasswordForm({ busy, onSubmit }: PasswordFormProps) {
  const { signIn: texts } = useTexts();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    const read = readForm(event);
    onSubmit(read('email'), read('password'));
  };
  return (
    <form onSubmit={submit}>
      <label>
        {texts.email}
        <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        {texts.password}
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit" disabled={busy}>
        {texts.title}
      </button>
    </form>
  );
}

interface NewPasswordProps {
  readonly busy: boolean;
  readonly onSubmit: (password: string) => void;
  readonly onCancel: () => void;
}

function NewPasswordForm({ busy, onSubmit, onCancel }: NewPasswordProps) {
  const { signIn: texts } = useTexts();
  return (
    <form onSubmit={(event) => onSubmit(readForm(event)('password'))}>
      <p>{texts.first}</p>
      <label>
        {texts.newPassword}
        <input name="password" type="password" autoComplete="new-password" required autoFocus />
      </label>
      <button type="submit" disabled={busy}>
        {texts.setPassword}
      </button>
      <button type="button" disabled={busy} onClick={onCancel}>
        {texts.cancel}
      </button>
    </form>
  );
}

/** Keeps the page where it is and gives the form's text fields. */
function readForm(event: SubmitEvent<HTMLFormElement>): (name: string) => string {
  event.preventDefault();
  const data = new FormData(event.currentTarget);
  return (name) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
}
