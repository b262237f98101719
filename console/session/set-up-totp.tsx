import { useState } from 'react';
import type { SignInResult, TotpSetUp } from 'user-manager-client';
import { CognitoError, setUpTotp } from 'user-manager-client';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { useConfig } from '../shell/config-context.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { poolOf, useAuth } from './auth.ts';
import { CodeStep, PasswordStep, useOwnName } from './step.tsx';
import './step.css';

type Question = Extract<SignInResult, { status: 'totpRequired' }>;

/** How far it is. */
type Progress =
  | { readonly step: 'password' }
  | { readonly step: 'app'; readonly setUp: TotpSetUp; readonly password: string }
  | { readonly step: 'signIn'; readonly question: Question; readonly isNew: boolean };

const PASSWORD: Progress = { step: 'password' };

/** Sets an authenticator app up for the person who is signed in, and signs in with it. */
export function SetUpTotp({ onDone }: { readonly onDone: () => void }) {
  const { factor } = useTexts().session;
  const { progress, begin, complete, startOver } = useSetUp(onDone);
  if (progress.step === 'password') {
    return (
      <PasswordStep submit={factor.start} onAnswer={begin}>
        <p className="muted">{factor.password}</p>
      </PasswordStep>
    );
  }
  if (progress.step === 'app') {
    const { setUp, password } = progress;
    return (
      <CodeStep
        key="app"
        label={factor.code}
        submit={factor.confirm}
        onAnswer={(code) => complete(setUp, password, code)}
      >
        <Key setUp={setUp} />
      </CodeStep>
    );
  }
  const { question, isNew } = progress;
  return (
    <>
      <CodeStep
        key="signIn"
        label={factor.code}
        submit={factor.signIn}
        onAnswer={async (code) => {
          await question.complete(code);
          onDone();
        }}
      >
        <p role="status">{isNew ? factor.next : factor.known}</p>
      </CodeStep>
      <div className="step-actions">
        <Button look="ghost" onPress={startOver}>
          {factor.startOver}
        </Button>
      </div>
    </>
  );
}

function useSetUp(onDone: () => void) {
  const auth = useAuth();
  const config = useConfig();
  const name = useOwnName();
  const [progress, setProgress] = useState(PASSWORD);
  const signIn = async (password: string, isNew: boolean) => {
    const question = await auth.signIn(name, password);
    if (question.status === 'signedIn') onDone();
    else if (question.status === 'totpRequired') setProgress({ step: 'signIn', question, isNew });
    else throw new Error(`Cognito asks for ${question.status}`);
  };
  return {
    progress,
    startOver: () => setProgress(PASSWORD),
    begin: async (password: string) => {
      try {
        const setUp = await setUpTotp(poolOf(config, fetch), name, password);
        setProgress({ step: 'app', setUp, password });
      } catch (error) {
        // There is one already, such as of a sign-in elsewhere.
        const isThere = error instanceof CognitoError && error.type === 'UnsupportedChallenge';
        if (!isThere) throw error;
        await signIn(password, false);
      }
    },
    complete: async (setUp: TotpSetUp, password: string, code: string) => {
      await setUp.complete(code);
      await signIn(password, true);
    },
  };
}

const GROUPS = /.{1,4}/gu;

/** What the app is told: to type, or as a link that it opens. */
function Key({ setUp }: { readonly setUp: TotpSetUp }) {
  const { product, session } = useTexts();
  const { stage } = useConfig();
  const { factor } = session;
  const { secret } = setUp;
  return (
    <>
      <p>{factor.scan}</p>
      <dl className="totp-key">
        <dt>{factor.key}</dt>
        <dd>
          <code>{secret.match(GROUPS)?.join(' ')}</code>{' '}
          <CopyButton text={secret} label={factor.key} />
        </dd>
      </dl>
      <p>
        <a href={setUp.uri(`${product} ${stage}`)}>{factor.open}</a>
      </p>
    </>
  );
}
