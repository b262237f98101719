import { Link } from 'react-router';
import type { User } from 'user-manager-client';
import { INVITATION_PHASES } from 'user-manager-client';
import { useResendInvitation, useUsers } from 'user-manager-client/react';
import { useExplain } from '../../errors/use-explain.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button, ButtonLink } from 'appsync-on-a-laptop/page-kit/button';
import { Skeleton } from '../../ui/skeleton.tsx';
import { InvitationEnd } from '../../ui/invitation-end.tsx';
import { Failure } from '../../ui/states.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { nameOf } from '../people/name-of.ts';

const SHOWN = 5;

const QUESTION = {
  filter: { status: 'INVITED' },
  sort: { field: 'CREATED_AT', direction: 'ASC' },
  pageSize: SHOWN,
} as const;

/** Who was invited and has not come, longest first. */
export function Invitations() {
  const { invitations } = useTexts().overview;
  const { users, hasMore, isPending, error, showNew } = useUsers(QUESTION);
  const shown = users.slice(0, SHOWN);
  return (
    <section className="panel card" aria-labelledby="invitations">
      <header className="overview-card-head">
        <h2 id="invitations">{invitations.title}</h2>
        {hasMore || users.length > SHOWN ? (
          <ButtonLink isSmall look="ghost" to="/people?status=INVITED&order=CREATED_AT_ASC">
            {invitations.all}
          </ButtonLink>
        ) : null}
      </header>
      {error !== null && users.length === 0 ? (
        <Failure error={error} onRetry={() => void showNew()} />
      ) : isPending ? (
        <Skeleton lines={4} />
      ) : shown.length === 0 ? (
        <p className="muted">{invitations.none}</p>
      ) : (
        <>
          <ul className="rows" aria-labelledby="invitations">
            {shown.map((user) => (
              <Invitation key={user.id} user={user} />
            ))}
          </ul>
          <Phases />
        </>
      )}
    </section>
  );
}

/** The ways to who may still come, and to whom another mail has to be sent. */
function Phases() {
  const { invitationPhases } = useTexts();
  return (
    <p className="overview-phases">
      {INVITATION_PHASES.map((phase) => (
        <Link key={phase} to={`/people?status=INVITED&invitation=${phase}&order=CREATED_AT_ASC`}>
          {invitationPhases[phase]}
        </Link>
      ))}
    </p>
  );
}

function Invitation({ user }: { readonly user: User }) {
  const { invitations } = useTexts().overview;
  const { ago, dateTime } = useFormats();
  const toast = useToast();
  const explain = useExplain();
  const resend = useResendInvitation({
    onSuccess: () => toast({ text: invitations.resent(user.email) }),
    onError: (error) => toast({ tone: 'bad', text: explain(error).text }),
  });
  // Nobody was mailed whom an import took in silence.
  const sentAt = user.invitation?.sentAt ?? user.createdAt;
  return (
    <li className="row">
      <span className="row-main">
        <Link to={`/people/${user.id}`}>{nameOf(user)}</Link>
        <span className="muted row-wrap">{user.email}</span>
        <span className="muted">
          <time dateTime={sentAt} title={dateTime(sentAt)}>
            {invitations.since(ago(sentAt))}
          </time>
          {user.invitation ? (
            <>
              {' · '}
              <InvitationEnd iso={user.invitation.expiresAt} />
            </>
          ) : null}
        </span>
      </span>
      <Button
        isSmall
        isPending={resend.isPending}
        aria-label={invitations.resendTo(nameOf(user))}
        onPress={() => resend.mutate({ id: user.id })}
      >
        {invitations.resend}
      </Button>
    </li>
  );
}
