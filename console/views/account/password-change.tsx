import { useMutation } from '@tanstack/react-query';
import { useMemo, useState, type SubmitEvent } from 'react';
import type { CognitoAuth, User } from 'user-manager-client';
import { CognitoError } from 'user-manager-client';
import { useExplain } from '../../errors/use-explain.ts';
import { createAuth } from '../../session/auth.ts';
import { useConfig } from '../../shell/config-context.ts';
import type { Texts } from '../../texts/en.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { CodeField } from '../../ui/code-field.tsx';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';
import { useToast } from '../../ui/toasts.tsx';

/**
 * Another password with a code by mail: tokens of this pool may not call ChangePassword
 * (cognitoSelfService in cdk/stages.ts).
 */
export function PasswordChange({ me: { email } }: { readonly me: User }) {
  const { password } = useTexts().account;
  const config = useConfig();
  const explain = useProblem();
  const auth = useMemo(() => createAuth(config, fetch), [config]);
  const ask = useMutation({ mutationFn: () => auth.forgotPassword(email) });
  return (
    <section className="panel card" aria-labelledby="password-change">
      <h2 id="password-change">{password.title}</h2>
      {ask.isSuccess ? (
        <SetPassword auth={auth} email={email} onDone={() => ask.reset()} />
      ) : (
        <>
          <p className="muted">{password.intro}</p>
          {ask.error ? (
            <p role="alert" className="field-error">
              {explain(ask.error)}
            </p>
          ) : null}
          <div className="account-actions">
            <Button isPending={ask.isPending} onPress={() => ask.mutate()}>
              {password.send}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

interface SetProps {
  readonly auth: CognitoAuth;
  readonly email: string;
  readonly onDone: () => void;
}

function SetPassword({ auth, email, onDone }: SetProps) {
  const { account, session } = useTexts();
  const { password: texts } = account;
  const toast = useToast();
  const explain = useProblem();
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const set = useMutation({
    mutationFn: () => auth.confirmForgotPassword(email, code, password),
    onSuccess: () => {
      onDone();
      toast({ text: texts.changed });
    },
  });
  const problem = set.error ? explain(set.error) : null;
  const isOfPassword =
    set.error instanceof CognitoError && set.error.type === 'InvalidPasswordException';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    set.mutate();
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <p role="status" className="account-wrap">
        {texts.sent(email)}
      </p>
      <CodeField
        label={texts.code}
        value={code}
        error={isOfPassword ? null : problem}
        onChange={setCode}
      />
      <TextField
        name="new-password"
        type="password"
        label={texts.next}
        value={password}
        autoComplete="new-password"
        description={session.newPassword.rule}
        isRequired
        error={isOfPassword ? problem : null}
        onChange={setPassword}
      />
      <SetActions
        isReady={code.trim() !== '' && password !== ''}
        isPending={set.isPending}
        onCancel={onDone}
      />
    </form>
  );
}

function SetActions(props: {
  readonly isReady: boolean;
  readonly isPending: boolean;
  readonly onCancel: () => void;
}) {
  const { account, actions } = useTexts();
  return (
    <div className="account-actions">
      <Button look="primary" type="submit" isDisabled={!props.isReady} isPending={props.isPending}>
        {account.password.set}
      </Button>
      <Button look="ghost" onPress={props.onCancel}>
        {actions.cancel}
      </Button>
    </div>
  );
}

type Say = (texts: Texts) => string;

/** What Cognito refuses, in words. */
const MEANINGS: Readonly<Record<string, Say>> = {
  CodeMismatchException: ({ account }) => account.password.mismatch,
  ExpiredCodeException: ({ account }) => account.password.over,
  InvalidPasswordException: ({ session }) => session.newPassword.refused,
  LimitExceededException: ({ session }) => session.tooMany,
  TooManyRequestsException: ({ session }) => session.tooMany,
};

function useProblem(): (error: unknown) => string {
  const texts = useTexts();
  const explain = useExplain();
  return (error) => {
    const say = error instanceof CognitoError ? MEANINGS[error.type] : undefined;
    return say ? say(texts) : explain(error).text;
  };
}
