import { useEffect, useState, type ReactNode, type SubmitEventHandler } from 'react';
import type { SignInOptions } from 'user-manager-client';
import { useSession } from 'user-manager-client/react';
import { useConfig } from '../shell/config-context.ts';
import { Preferences } from '../shell/preferences.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { CodeField } from '../ui/code-field.tsx';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';
import type { Ended } from './ended.ts';
import { usePasskeyOffer } from './use-passkey-offer.ts';
import { usePasskeysHere } from './use-passkeys-here.ts';
import { useSignInProblem } from './sign-in-problem.ts';

const PasskeyOffer = later(async () => (await import('./passkey-offer.tsx')).PasskeyOffer);

/** Signs people in, with whatever Cognito asks for. */
export function SignInPage({ ended }: { readonly ended: Ended }) {
  const { status, confirmTotp, confirmEmailCode } = useSession();
  const { product, session } = useTexts();
  const { offer, options } = usePasskeyOffer();
  useEffect(() => {
    document.title = `${session.title} · ${product}`;
  }, [session, product]);
  return (
    <div className="door">
      <main className="door-card">
        {offer ? (
          <PasskeyOffer offer={offer} />
        ) : status === 'newPasswordRequired' ? (
          <NewPasswordForm />
        ) : status === 'totpRequired' ? (
          <CodeForm key={status} texts={session.totp} onCode={confirmTotp} />
        ) : status === 'emailCodeRequired' ? (
          <CodeForm key={status} texts={session.code} onCode={confirmEmailCode} />
        ) : (
          <PasswordForm ended={ended} ofCode={options} />
        )}
      </main>
      <footer>
        <Preferences />
      </footer>
    </div>
  );
}

function PasswordForm(props: { readonly ended: Ended; readonly ofCode: SignInOptions }) {
  const { ended, ofCode } = props;
  const { signIn, isPending } = useSession();
  const { session: texts } = useTexts();
  const { stage } = useConfig();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { others, isNameless, setIsNameless } = useOtherWays(email, ofCode);
  return (
    <DoorForm
      title={texts.title}
      intro={texts.subtitle(stage)}
      note={ended && texts[ended]}
      submit={isPending ? texts.signingIn : texts.signIn}
      onSubmit={() => signIn(email, password)}
      others={others}
    >
      <TextField
        label={texts.email}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoFocus
        isRequired
        value={email}
        error={isNameless ? texts.needsEmail : null}
        onChange={(value) => {
          setEmail(value);
          setIsNameless(false);
        }}
      />
      <TextField
        label={texts.password}
        name="password"
        type="password"
        autoComplete="current-password"
        isRequired
        value={password}
        onChange={setPassword}
      />
    </DoorForm>
  );
}

/** What needs the address alone. */
function useOtherWays(email: string, ofCode: SignInOptions) {
  const { signInByCode, signInByPasskey } = useSession();
  const { code, passkey } = useTexts().session;
  const { codes } = useConfig();
  const isHere = usePasskeysHere();
  const [isNameless, setIsNameless] = useState(false);
  const way = (label: string, signIn: () => Promise<void>): OtherWay => ({
    label,
    onPress: () => {
      if (email.trim() === '') setIsNameless(true);
      else void signIn();
    },
  });
  const others = [
    ...(isHere ? [way(passkey.use, () => signInByPasskey(email))] : []),
    ...(codes ? [way(code.send, () => signInByCode(email, ofCode))] : []),
  ];
  return { others, isNameless, setIsNameless };
}

/** Asks for the code of a mail, or of an authenticator app. */
function CodeForm(props: {
  readonly texts: Readonly<Record<'title' | 'intro' | 'label' | 'confirm', string>>;
  readonly onCode: (code: string) => Promise<void>;
}) {
  const { texts, onCode } = props;
  const { signOut } = useSession();
  const { newPassword } = useTexts().session;
  const [code, setCode] = useState('');
  return (
    <DoorForm
      title={texts.title}
      intro={texts.intro}
      submit={texts.confirm}
      onSubmit={() => onCode(code.replaceAll(/\s/gu, ''))}
      others={[{ label: newPassword.startOver, onPress: () => void signOut() }]}
    >
      <CodeField label={texts.label} value={code} onChange={setCode} />
    </DoorForm>
  );
}

function NewPasswordForm() {
  const { setNewPassword, signOut } = useSession();
  const { newPassword: texts } = useTexts().session;
  const [password, setPassword] = useState('');
  return (
    <DoorForm
      title={texts.title}
      intro={texts.intro}
      submit={texts.set}
      onSubmit={() => setNewPassword(password)}
      others={[{ label: texts.startOver, onPress: () => void signOut() }]}
    >
      <TextField
        label={texts.label}
        name="new-password"
        type="password"
        autoComplete="new-password"
        description={texts.rule}
        autoFocus
        isRequired
        value={password}
        onChange={setPassword}
      />
    </DoorForm>
  );
}

/** What may be done in the place of an answer. */
interface OtherWay {
  readonly label: string;
  readonly onPress: () => void;
}

/** One step at the door: what is asked, what was wrong with the last answer, and the button. */
function DoorForm(props: {
  readonly title: string;
  readonly intro: string;
  readonly note?: string | null;
  readonly submit: string;
  readonly onSubmit: () => Promise<void>;
  readonly others: readonly OtherWay[];
  readonly children: ReactNode;
}) {
  const { title, intro, note, submit, onSubmit, others, children } = props;
  const { isPending } = useSession();
  const problem = useSignInProblem();
  const send: SubmitEventHandler = (event) => {
    event.preventDefault();
    if (!isPending) void onSubmit();
  };
  return (
    <form className="door-form" onSubmit={send}>
      <span className="brand-mark" aria-hidden="true" />
      <h1>{title}</h1>
      <p className="door-intro">{intro}</p>
      {note ? (
        <p className="callout callout-info" role="status">
          {note}
        </p>
      ) : null}
      {problem ? (
        <p className="callout callout-bad" role="alert">
          {problem}
        </p>
      ) : null}
      {children}
      <Button type="submit" look="primary" isPending={isPending}>
        {submit}
      </Button>
      {others.map(({ label, onPress }) => (
        <Button key={label} look="ghost" onPress={onPress}>
          {label}
        </Button>
      ))}
    </form>
  );
}
