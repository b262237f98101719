import { Link, useParams, useSearchParams } from 'react-router';
import type { User } from 'user-manager-client';
import { useUser } from 'user-manager-client/react';
import { useConfig } from '../../shell/config-context.ts';
import { ForAdmins, View } from '../../shell/view.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { RoleBadge, StatusBadge } from '../../ui/badge.tsx';
import { Icon } from 'appsync-on-a-laptop/page-kit/icon';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Failure } from '../../ui/states.tsx';
import { nameOf } from '../people/name-of.ts';
import { GonePerson } from './gone-person.tsx';
import { History } from './history.tsx';
import { Mails } from './mails.tsx';
import { PersonActions } from './person-actions.tsx';
import { Profile } from './profile.tsx';
import { SignInTab } from './sign-in-tab.tsx';
import './person.css';

const EditDialog = later(async () => (await import('./edit/edit-dialog.tsx')).EditDialog);

const TABS = ['profile', 'history', 'mails', 'signIn'] as const;
type Tab = (typeof TABS)[number];

/** Everything about one person, and what can be done. */
export function Person() {
  const { id = '' } = useParams();
  return (
    <ForAdmins>
      <OnePerson key={id} id={id} />
    </ForAdmins>
  );
}

function OnePerson({ id }: { readonly id: string }) {
  const texts = useTexts();
  const { user, isPending, error } = useUser(id);
  const above = (
    <Link to="/people" className="way-back">
      <Icon name="left" size={16} />
      {texts.person.toList}
    </Link>
  );
  if (user !== null) return <Shown user={user} above={above} />;
  return (
    <View title={texts.person.title} above={above}>
      {isPending ? <Skeleton /> : error ? <Failure error={error} /> : <GonePerson id={id} />}
    </View>
  );
}

function Shown({ user, above }: { readonly user: User; readonly above: React.ReactNode }) {
  const [params, setParams] = useSearchParams();
  const isEditing = params.has('edit');
  const setEditing = (isOn: boolean) =>
    setParams((present) => {
      if (isOn) present.set('edit', '');
      else present.delete('edit');
      return present;
    });
  const tab = TABS.find((one) => one === params.get('tab')) ?? 'profile';
  return (
    <View
      title={nameOf(user)}
      above={above}
      actions={<PersonActions user={user} onEdit={() => setEditing(true)} />}
    >
      <div className="person-head">
        <Avatar user={user} isLarge />
        <span className="muted person-address">{user.email}</span>
        <StatusBadge status={user.status} />
        <RoleBadge role={user.role} />
      </div>
      <Tabs tab={tab} />
      <TabContent tab={tab} user={user} />
      {isEditing ? <EditDialog user={user} onClose={() => setEditing(false)} /> : null}
    </View>
  );
}

function Tabs({ tab }: { readonly tab: Tab }) {
  const { person } = useTexts();
  const { mailbox } = useConfig();
  const shown = TABS.filter((one) => one !== 'mails' || mailbox !== undefined);
  return (
    <nav className="tabs" aria-label={person.tabsLabel}>
      {shown.map((one) => (
        <Link
          key={one}
          to={one === 'profile' ? '?' : `?tab=${one}`}
          replace
          preventScrollReset
          className="tab"
          aria-current={one === tab ? 'page' : undefined}
        >
          {person.tabs[one]}
        </Link>
      ))}
    </nav>
  );
}

function TabContent({ tab, user }: { readonly tab: Tab; readonly user: User }) {
  const { mailbox } = useConfig();
  if (tab === 'history') return <History user={user} />;
  if (tab === 'signIn') return <SignInTab user={user} />;
  if (tab === 'mails' && mailbox) return <Mails mailbox={mailbox} address={user.email} />;
  return <Profile user={user} />;
}
