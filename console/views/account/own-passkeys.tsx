import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  addPasskey,
  listPasskeys,
  removePasskey,
  type FactorAccess,
  type Passkey,
} from 'user-manager-client';
import { useMyAccess } from 'user-manager-client/react';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { useFactorAuth } from '../../session/auth.ts';
import { Identify } from '../../session/identify.tsx';
import { useSayProblem } from '../../session/sign-in-problem.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useToast } from '../../ui/toasts.tsx';
import '../access/access.css';

/**
 * Lists, adds and removes the own passkeys. It asks who one is first: tokens of a session are not let at factors, so that
 * nobody else at this device changes them.
 */
export function OwnPasskeys({ onClose }: { readonly onClose: () => void }) {
  const { account, session } = useTexts();
  const auth = useFactorAuth();
  const { refetch } = useMyAccess();
  const [access, setAccess] = useState<FactorAccess | null>(null);
  const close = () => {
    onClose();
    // Nor is the sign-in for it among the sessions any more.
    void auth.signOut().then(refetch);
  };
  if (access !== null) return <PasskeyList access={access} onClose={close} />;
  const options = { setUp: (given: FactorAccess) => setAccess(given) };
  return (
    <Identify auth={auth} options={options} submit={session.factor.start} byCode onDone={() => {}}>
      <p className="muted">{account.passkeys.prove}</p>
    </Identify>
  );
}

interface ListProps {
  readonly access: FactorAccess;
  readonly onClose: () => void;
}

function PasskeyList({ access, onClose }: ListProps) {
  const { passkeys: texts } = useTexts().account;
  const { list, changed } = usePasskeys(access);
  const [asked, setAsked] = useState<Passkey | null>(null);
  const say = useSayProblem();
  const add = useMutation({
    mutationFn: () => addPasskey(access),
    onSuccess: () => changed(texts.added),
  });
  const error = add.error ?? list.error;
  return (
    <>
      {list.isPending ? <Skeleton lines={1} /> : null}
      {list.data?.length === 0 ? <p>{texts.none}</p> : null}
      <ul aria-label={texts.title}>
        {list.data?.map((passkey) => (
          <Row key={passkey.id} passkey={passkey} onRemove={() => setAsked(passkey)} />
        ))}
      </ul>
      {error ? <Problem>{say(error, true)}</Problem> : null}
      <div className="access-actions">
        <Button icon="plus" isPending={add.isPending} onPress={() => add.mutate()}>
          {texts.add}
        </Button>
        <Button look="ghost" onPress={onClose}>
          {texts.close}
        </Button>
      </div>
      {asked ? (
        <RemovePasskey
          access={access}
          passkey={asked}
          onRemoved={() => changed(texts.removed)}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}

/** Not kept after it: it was read with an access that ends. */
function usePasskeys(access: FactorAccess) {
  const toast = useToast();
  const mine = useMyAccess();
  const list = useQuery({
    queryKey: ['own-passkeys'],
    queryFn: () => listPasskeys(access),
    gcTime: 0,
    retry: false,
  });
  const changed = (text: string) => {
    void list.refetch();
    void mine.refetch();
    toast({ text });
  };
  return { list, changed };
}

function Row({ passkey, onRemove }: { readonly passkey: Passkey; readonly onRemove: () => void }) {
  const { passkeys: texts } = useTexts().account;
  const { dateTime } = useFormats();
  const { name, createdAt, attachment } = passkey;
  return (
    <li className="session">
      <span className="session-text">
        <span className="session-name">{name}</span>
        <span className="muted">
          <time dateTime={createdAt}>{texts.since(dateTime(createdAt))}</time>
          {attachment ? ` · ${texts.attachments[attachment]}` : null}
        </span>
      </span>
      <Button isSmall aria-label={texts.removeOf(name, dateTime(createdAt))} onPress={onRemove}>
        {texts.remove}
      </Button>
    </li>
  );
}

function RemovePasskey(props: {
  readonly access: FactorAccess;
  readonly passkey: Passkey;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}) {
  const { access, passkey, onRemoved, onClose } = props;
  const { passkeys: texts } = useTexts().account;
  const { dateTime } = useFormats();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => removePasskey(access, passkey.id),
    onSuccess: () => {
      onClose();
      onRemoved();
    },
  });
  return (
    <ConfirmDialog
      title={texts.askTitle}
      confirm={texts.remove}
      isDanger
      isPending={isPending}
      error={error}
      onConfirm={() => mutate()}
      onClose={onClose}
    >
      <p>
        <strong>{passkey.name}</strong>
        {`, ${texts.since(dateTime(passkey.createdAt))}`}
      </p>
      <p>{texts.ask}</p>
    </ConfirmDialog>
  );
}
