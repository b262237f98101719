import { useState, type ReactNode } from 'react';
import type { CognitoAuth, SignInOptions, SignInResult } from 'user-manager-client';
import { useConfig } from '../shell/config-context.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { CodeStep, PasswordStep, useOwnName, type OtherWay } from './step.tsx';
import { usePasskeysHere } from './use-passkeys-here.ts';
import './step.css';

/** Has the person who is signed in say once more who they are, by whatever the stage lets a sign-in begin with. */
export function Identify(props: {
  readonly auth: CognitoAuth;
  readonly options?: SignInOptions;
  readonly submit: string;
  /** Whether a code by mail does: it is no second factor. */
  readonly byCode?: boolean;
  readonly onDone: () => void;
  readonly children: ReactNode;
}) {
  const { auth, options, submit, byCode = false, onDone, children } = props;
  const { again, totp, code } = useTexts().session;
  const name = useOwnName();
  const [question, setQuestion] = useState<SignInResult | null>(null);
  const take = (result: SignInResult) => {
    if (result.status === 'newPasswordRequired') throw new Error(again.newPassword);
    setQuestion(result);
    if (result.status === 'signedIn') onDone();
  };
  const others = useOtherWays(byCode, {
    passkey: async () => take(await auth.signInByPasskey(name, options)),
    code: async () => take(await auth.signInByCode(name, options)),
  });
  if (question?.status === 'totpRequired' || question?.status === 'emailCodeRequired') {
    const texts = question.status === 'totpRequired' ? totp : code;
    return (
      <CodeStep
        key={question.status}
        label={texts.label}
        submit={submit}
        onAnswer={async (answer) => take(await question.complete(answer))}
      >
        <p role="status">{texts.intro}</p>
      </CodeStep>
    );
  }
  return (
    <PasswordStep
      submit={submit}
      others={others}
      onAnswer={async (password) => take(await auth.signIn(name, password, options))}
    >
      {children}
    </PasswordStep>
  );
}

function useOtherWays(
  byCode: boolean,
  ways: Readonly<Record<'passkey' | 'code', () => Promise<void>>>,
): readonly OtherWay[] {
  const { passkey, code } = useTexts().session;
  const { codes } = useConfig();
  const isHere = usePasskeysHere();
  return [
    ...(isHere ? [{ label: passkey.use, onPress: ways.passkey }] : []),
    ...(byCode && codes ? [{ label: code.send, onPress: ways.code }] : []),
  ];
}
