import type { SubmitEvent } from 'react';
import { useState } from 'react';
import type { SignInResult } from 'user-manager-client';
import type { PlaygroundConfig } from './config.ts';
import { otherSignIns, quickSignIns } from './config.ts';
import type { Session } from './use-session.ts';

type NewPassword = Extract<SignInResult, { status: 'newPasswordRequired' }>;

interface Props {
  readonly config: PlaygroundConfig;
  readonly session: Session;
}

/** Who is signed in; or ways to sign in, with the next step that Cognito asks for. */
export function SignInPanel({ config, session: { auth, state } }: Props) {
  const [challenge, setChallenge] = useState<NewPassword | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const attempt = (work: () => Promise<SignInResult>) => {
    setBusy(true);
    setError(null);
    work()
      .then(
        (result) => setChallenge(result.status === 'newPasswordRequired' ? result : null),
        (reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)),
      )
      .finally(() => setBusy(false));
  };
  if (state.status === 'signedIn') {
    return <SignedIn user={state.user} onSignOut={() => void auth.signOut()} />;
  }
  const signIn = (email: string, password: string) => attempt(() => auth.signIn(email, password));
  return (
    <section aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">Sign in</h2>
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
          {error}
        </p>
      )}
    </section>
  );
}

/** The local system mails nothing: invitations are read on a page of its own. */
function MailboxHint({ config: { mailbox } }: Pick<Props, 'config'>) {
  if (mailbox === undefined) return null;
  return (
    <p>
      Invited? The temporary password is in the{' '}
      <a href={mailbox} target="_blank" rel="noreferrer">
        mailbox
      </a>
      .
    </p>
  );
}

interface SignedInProps {
  readonly user: { readonly email: string | null; readonly groups: readonly string[] };
  readonly onSignOut: () => void;
}

function SignedIn({ user, onSignOut }: SignedInProps) {
  return (
    <section aria-labelledby="sign-in-title">
      <h2 id="sign-in-title">Signed in</h2>
      <p className="who">
        <strong>{user.email}</strong> <span className="role">{user.groups.join(', ')}</span>
      </p>
      <button type="button" onClick={onSignOut}>
        Sign out
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
  const users = quickSignIns(config);
  if (users.length === 0) return null;
  return (
    <ul className="quick" aria-label="People of the local system">
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
        Somebody else of the directory
        <select name="person" disabled={busy}>
          {people.map(({ email, role }) => (
            <option key={email} value={email}>
              {`${email}, ${role}`}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" disabled={busy}>
        Sign in as this person
      </button>
    </form>
  );
}

interface PasswordFormProps {
  readonly busy: boolean;
  readonly onSubmit: (email: string, password: string) => void;
}

function PasswordForm({ busy, onSubmit }: PasswordFormProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    const read = readForm(event);
    onSubmit(read('email'), read('password'));
  };
  return (
    <form onSubmit={submit}>
      <label>
        E-mail
        <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit" disabled={busy}>
        Sign in
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
  return (
    <form onSubmit={(event) => onSubmit(readForm(event)('password'))}>
      <p>This is your first sign-in. Choose a password of your own.</p>
      <label>
        New password
        <input name="password" type="password" autoComplete="new-password" required autoFocus />
      </label>
      <button type="submit" disabled={busy}>
        Set password and sign in
      </button>
      <button type="button" disabled={busy} onClick={onCancel}>
        Cancel
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
