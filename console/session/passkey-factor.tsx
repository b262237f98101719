import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { addPasskey } from 'user-manager-client';
import { useMyAccess } from 'user-manager-client/react';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { useTexts } from '../texts/use-texts.tsx';
import { useAuth, useFactorAuth } from './auth.ts';
import { Identify } from './identify.tsx';
import { useSayProblem } from './sign-in-problem.ts';
import { useOwnName } from './step.tsx';

const SET_UP = { setUp: addPasskey };

/** Adds a passkey for who needs a second factor, and signs in with it. */
export function PasskeyFactor({ onDone }: { readonly onDone: () => void }) {
  const { passkey: texts, factor } = useTexts().session;
  const { factors, refetch } = useMyAccess();
  const auth = useFactorAuth();
  const [isAdding, setIsAdding] = useState(false);
  const has = factors?.first.includes('PASSKEY') ?? false;
  if (isAdding) {
    const done = () => void refetch().then(() => setIsAdding(false));
    return (
      <Identify auth={auth} options={SET_UP} submit={factor.start} byCode onDone={done}>
        <p className="muted">{texts.prove}</p>
      </Identify>
    );
  }
  const add = (
    <Button look={has ? 'ghost' : 'secondary'} onPress={() => setIsAdding(true)}>
      {texts.add}
    </Button>
  );
  return has ? (
    <UsePasskey onDone={onDone}>{add}</UsePasskey>
  ) : (
    <div className="step-actions">{add}</div>
  );
}

function UsePasskey(props: { readonly onDone: () => void; readonly children: ReactNode }) {
  const { passkey: texts } = useTexts().session;
  const auth = useAuth();
  const name = useOwnName();
  const say = useSayProblem();
  const use = useMutation({
    mutationFn: () => auth.signInByPasskey(name),
    onSuccess: props.onDone,
  });
  return (
    <>
      <p role="status">{texts.there}</p>
      {use.error ? (
        <p className="callout callout-bad" role="alert">
          {say(use.error, true)}
        </p>
      ) : null}
      <div className="step-actions">
        <Button look="primary" isPending={use.isPending} onPress={() => use.mutate()}>
          {texts.signIn}
        </Button>
        {props.children}
      </div>
    </>
  );
}
