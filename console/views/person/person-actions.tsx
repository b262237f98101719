import { useState } from 'react';
import type { User } from 'user-manager-client';
import { invitationPhaseOf } from 'user-manager-client';
import { useReactivateUser, useSuspendUser } from 'user-manager-client/react';
import { useExplain } from '../../errors/use-explain.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { ActionMenu, type MenuAction } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { nameOf } from '../people/name-of.ts';
import { useExportPerson } from './export-person.ts';

const DIALOGS = {
  suspend: later(async () => (await import('./confirm-dialogs.tsx')).SuspendDialog),
  signOut: later(async () => (await import('./confirm-dialogs.tsx')).SignOutDialog),
  resend: later(async () => (await import('./confirm-dialogs.tsx')).ResendDialog),
  revoke: later(async () => (await import('./confirm-dialogs.tsx')).RevokeDialog),
  delete: later(async () => (await import('./confirm-dialogs.tsx')).DeleteDialog),
};

/** What can be done with a person: only what the status allows is shown. */
export function PersonActions({
  user,
  onEdit,
}: {
  readonly user: User;
  readonly onEdit: () => void;
}) {
  const { person, more } = useTexts();
  const { actions } = person;
  const [asked, setAsked] = useState<keyof typeof DIALOGS | null>(null);
  const reactivate = useReactivate();
  const Asked = asked === null ? null : DIALOGS[asked];
  const isSuspended = user.status === 'SUSPENDED';
  const menu = useMenu(user, setAsked);
  return (
    <>
      <Button icon="edit" look="primary" onPress={onEdit}>
        {actions.edit}
      </Button>
      {isSuspended ? (
        <Button icon="play" onPress={() => reactivate(user)}>
          {actions.reactivate}
        </Button>
      ) : (
        <Button icon="pause" onPress={() => setAsked('suspend')}>
          {actions.suspend}
        </Button>
      )}
      <ActionMenu label={more} icon="more" actions={menu} />
      {Asked ? <Asked user={user} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

/** What is done more rarely. */
function useMenu(user: User, ask: (asked: keyof typeof DIALOGS) => void): MenuAction[] {
  const { actions } = useTexts().person;
  const exportPerson = useExportPerson();
  const resend: MenuAction = {
    id: 'resend',
    label: actions.resend,
    icon: 'mail',
    onAction: () => ask('resend'),
  };
  const revoke: MenuAction = {
    id: 'revoke',
    label: actions.revoke,
    icon: 'lock',
    onAction: () => ask('revoke'),
  };
  const signOut: MenuAction = {
    id: 'signOut',
    label: actions.signOut,
    icon: 'signOut',
    onAction: () => ask('signOut'),
  };
  return [
    ...(user.status === 'INVITED' ? [resend] : []),
    ...(invitationPhaseOf(user) === 'PENDING' ? [revoke] : []),
    ...(user.status === 'ACTIVE' ? [signOut] : []),
    {
      id: 'export',
      label: actions.exportAll,
      icon: 'download',
      onAction: () => void exportPerson(user),
    },
    {
      id: 'delete',
      label: actions.delete,
      icon: 'trash',
      isDanger: true,
      onAction: () => ask('delete'),
    },
  ];
}

/** Does no harm, so it is not asked about; it can be undone. */
function useReactivate() {
  const { person, actions } = useTexts();
  const toast = useToast();
  const explain = useExplain();
  const onError = (error: Error) => toast({ tone: 'bad', text: explain(error).text });
  const suspend = useSuspendUser({
    onSuccess: () => toast({ text: person.done.undone }),
    onError,
  });
  const reactivate = useReactivateUser({
    onSuccess: (user) =>
      toast({
        text: person.done.reactivated(user ? nameOf(user) : ''),
        action: {
          label: actions.undo,
          onAction: () => suspend.mutate({ id: user?.id ?? '' }),
        },
      }),
    onError,
  });
  return ({ id, version }: User) => reactivate.mutate({ id, expectedVersion: version });
}
