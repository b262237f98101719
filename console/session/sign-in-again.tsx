import { useState } from 'react';
import type { SignInResult } from 'user-manager-client';
import { useTexts } from '../texts/use-texts.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useToast } from '../ui/toasts.tsx';
import { useAuth } from './auth.ts';
import { CodeStep, PasswordStep, useOwnName } from './step.tsx';
import './step.css';

/** Over whatever was refused because the sign-in is too old: signs in anew, and what is below stays as it is. */
export function SignInAgain({ onClose }: { readonly onClose: () => void }) {
  const { again, totp } = useTexts().session;
  const toast = useToast();
  const auth = useAuth();
  const name = useOwnName();
  const [question, setQuestion] = useState<SignInResult | null>(null);
  const take = (result: SignInResult) => {
    if (result.status === 'newPasswordRequired') throw new Error(again.newPassword);
    setQuestion(result);
    if (result.status !== 'signedIn') return;
    onClose();
    toast({ text: again.done });
  };
  return (
    <Dialog title={again.title} onClose={onClose}>
      {question?.status === 'totpRequired' ? (
        <CodeStep
          label={totp.label}
          submit={again.submit}
          onAnswer={async (code) => take(await question.complete(code))}
        >
          <p>{totp.intro}</p>
        </CodeStep>
      ) : (
        <PasswordStep
          submit={again.submit}
          onAnswer={async (password) => take(await auth.signIn(name, password))}
        >
          <p>{again.why}</p>
        </PasswordStep>
      )}
    </Dialog>
  );
}
