import { useTexts } from '../texts/use-texts.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useToast } from '../ui/toasts.tsx';
import { useAuth } from './auth.ts';
import { Identify } from './identify.tsx';

/** Over whatever was refused because the sign-in is too old: signs in anew, and what is below stays as it is. */
export function SignInAgain({ onClose }: { readonly onClose: () => void }) {
  const { again } = useTexts().session;
  const toast = useToast();
  const auth = useAuth();
  const done = () => {
    onClose();
    toast({ text: again.done });
  };
  return (
    <Dialog title={again.title} onClose={onClose}>
      <Identify auth={auth} submit={again.submit} onDone={done}>
        <p>{again.why}</p>
      </Identify>
    </Dialog>
  );
}
