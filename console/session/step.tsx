import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useSession } from 'user-manager-client/react';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';
import { useTexts } from '../texts/use-texts.tsx';
import { CodeField } from '../ui/code-field.tsx';
import { useSayProblem } from './sign-in-problem.ts';

/** What may be done in the place of an answer. */
export interface OtherWay {
  readonly label: string;
  readonly onPress: () => Promise<void>;
}

interface Props {
  readonly submit: string;
  readonly others?: readonly OtherWay[];
  /** What it throws is said in words, and another answer may be tried. */
  readonly onAnswer: (answer: string) => Promise<void>;
  readonly children?: ReactNode;
}

/** By what Cognito knows the person who is signed in. */
export function useOwnName(): string {
  const { user } = useSession();
  return user?.email ?? user?.username ?? '';
}

/** Asks the person who is signed in for the password. */
export function PasswordStep(props: Props) {
  const { session } = useTexts();
  const name = useOwnName();
  const [password, setPassword] = useState('');
  return (
    <Step {...props} answer={password} isAsked={false}>
      {props.children}
      {/* For password managers, too. */}
      <TextField
        label={session.email}
        name="email"
        autoComplete="username"
        isReadOnly
        value={name}
        onChange={() => {}}
      />
      <TextField
        label={session.password}
        name="password"
        type="password"
        autoComplete="current-password"
        autoFocus
        isRequired
        value={password}
        onChange={setPassword}
      />
    </Step>
  );
}

/** Asks for the code that an authenticator app shows. */
export function CodeStep({ label, ...props }: Props & { readonly label: string }) {
  const [code, setCode] = useState('');
  return (
    <Step {...props} answer={code.replaceAll(/\s/gu, '')} isAsked>
      {props.children}
      <CodeField label={label} value={code} onChange={setCode} />
    </Step>
  );
}

function Step(props: Props & { readonly answer: string; readonly isAsked: boolean }) {
  const { answer, isAsked, submit, others = [], onAnswer, children } = props;
  const say = useSayProblem();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (act: () => Promise<void>) => act(),
  });
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isPending && answer !== '') mutate(() => onAnswer(answer));
  };
  return (
    <form className="step" onSubmit={send}>
      {children}
      {error ? (
        <p className="callout callout-bad" role="alert">
          {say(error, isAsked)}
        </p>
      ) : null}
      <div className="step-actions">
        <Button type="submit" look="primary" isPending={isPending}>
          {submit}
        </Button>
        {others.map(({ label, onPress }) => (
          <Button key={label} isPending={isPending} onPress={() => mutate(onPress)}>
            {label}
          </Button>
        ))}
      </div>
    </form>
  );
}
