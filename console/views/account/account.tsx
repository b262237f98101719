import type { User } from 'user-manager-client';
import { useMe } from 'user-manager-client/react';
import { View } from '../../shell/view.tsx';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { RoleBadge, StatusBadge } from '../../ui/badge.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Notice } from 'appsync-on-a-laptop/page-kit/notice';
import { Failure } from '../../ui/states.tsx';
import { EmailChange } from './email-change.tsx';
import { Factors } from './factors.tsx';
import { Passkeys } from './passkeys.tsx';
import { PasswordChange } from './password-change.tsx';
import { Profile } from './profile.tsx';
import { Sessions } from './sessions.tsx';
import './account.css';

/** What everybody may see and change of the own record. */
export function Account() {
  const { account } = useTexts();
  const { user, isPending, error } = useMe();
  return (
    <View title={account.title}>
      {user ? (
        <Own me={user} />
      ) : isPending ? (
        <Skeleton />
      ) : error ? (
        <Failure error={error} />
      ) : (
        <Notice icon="info" title={account.profile.nothing} />
      )}
    </View>
  );
}

function Own({ me }: { readonly me: User }) {
  return (
    <div className="account">
      <Profile me={me} />
      <EmailChange me={me} />
      <PasswordChange me={me} />
      <Factors me={me} />
      <Passkeys />
      <Sessions me={me} />
      <Facts me={me} />
    </div>
  );
}

function Facts({ me }: { readonly me: User }) {
  const { account, fields, people } = useTexts();
  const { dateTime } = useFormats();
  return (
    <section className="panel card" aria-labelledby="facts">
      <h2 id="facts">{account.facts}</h2>
      <dl className="account-facts">
        <dt>{fields.role}</dt>
        <dd>
          <RoleBadge role={me.role} />
        </dd>
        <dt>{fields.status}</dt>
        <dd>
          <StatusBadge status={me.status} />
        </dd>
        <dt>{fields.createdAt}</dt>
        <dd>{dateTime(me.createdAt)}</dd>
        <dt>{fields.updatedAt}</dt>
        <dd>{dateTime(me.updatedAt)}</dd>
        <dt>{fields.lastSignInAt}</dt>
        <dd>{me.lastSignInAt ? dateTime(me.lastSignInAt) : people.never}</dd>
      </dl>
    </section>
  );
}
