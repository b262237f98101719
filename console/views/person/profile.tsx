import { useState, type ReactNode } from 'react';
import type { User } from 'user-manager-client';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { CopyButton } from '../../ui/copy-button.tsx';
import { InvitationEnd } from '../../ui/invitation-end.tsx';
import { Panel } from 'appsync-on-a-laptop/page-kit/panel';
import { ActorName } from './actor-name.tsx';
import { JsonValue } from './json-value.tsx';

/** Data, what status and role mean, and the team's own attributes. */
export function Profile({ user }: { readonly user: User }) {
  const { person, fields, statuses, statusMeanings, roles, roleMeanings } = useTexts();
  return (
    <div className="columns">
      <Panel title={person.data}>
        <dl className="facts">
          <Fact name={fields.email}>
            {user.email} <CopyButton text={user.email} label={fields.email} />
          </Fact>
          <Fact name={fields.firstName}>{user.firstName}</Fact>
          <Fact name={fields.lastName}>{user.lastName}</Fact>
          <Fact name={fields.phone}>
            {user.phone ?? <span className="muted">{person.none}</span>}
          </Fact>
          <Fact name={fields.status}>
            {statuses[user.status]}
            <span className="fact-meaning">{statusMeanings[user.status]}</span>
          </Fact>
          <Fact name={fields.role}>
            {roles[user.role]}
            <span className="fact-meaning">{roleMeanings[user.role]}</span>
          </Fact>
        </dl>
      </Panel>
      <div className="column">
        <Attributes user={user} />
        <Traces user={user} />
      </div>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Attributes({ user: { attributes } }: { readonly user: User }) {
  const { person } = useTexts();
  const [isJson, setIsJson] = useState(false);
  const entries = Object.entries(attributes ?? {});
  const toggle = (
    <Button
      isSmall
      look="ghost"
      icon="code"
      aria-pressed={isJson}
      onPress={() => setIsJson(!isJson)}
    >
      {isJson ? person.asForm : person.asJson}
    </Button>
  );
  return (
    <Panel title={person.attributes} actions={entries.length > 0 ? toggle : null}>
      {entries.length === 0 ? (
        <p className="muted">{person.noAttributes}</p>
      ) : isJson ? (
        <pre className="json" tabIndex={0} aria-label={person.attributes}>
          {JSON.stringify(attributes, null, 2)}
        </pre>
      ) : (
        <dl className="facts">
          {entries.map(([name, value]) => (
            <Fact key={name} name={name}>
              <JsonValue value={value} />
            </Fact>
          ))}
        </dl>
      )}
    </Panel>
  );
}

/** When and by whom. */
function Traces({ user }: { readonly user: User }) {
  const { fields, people, person } = useTexts();
  const { dateTime, number } = useFormats();
  return (
    <Panel title={person.tabs.history}>
      <dl className="facts">
        <Fact name={fields.createdAt}>
          {dateTime(user.createdAt)}
          <span className="fact-meaning">
            <ActorName actor={user.createdBy} form="by" />
          </span>
        </Fact>
        <Fact name={fields.updatedAt}>
          {dateTime(user.updatedAt)}
          <span className="fact-meaning">
            <ActorName actor={user.updatedBy} form="by" />
          </span>
        </Fact>
        <Fact name={fields.lastSignInAt}>
          {user.lastSignInAt ? dateTime(user.lastSignInAt) : people.never}
        </Fact>
        {user.invitation && user.status === 'INVITED' ? (
          <Fact name={fields.invitation}>
            {dateTime(user.invitation.sentAt)}
            <span className="fact-meaning">
              <InvitationEnd iso={user.invitation.expiresAt} />
            </span>
          </Fact>
        ) : null}
        {user.sessionsEndedAt ? (
          <Fact name={fields.sessionsEndedAt}>{dateTime(user.sessionsEndedAt)}</Fact>
        ) : null}
        <Fact name={fields.version}>{number(user.version)}</Fact>
        <Fact name={fields.id}>
          <code className="id">{user.id}</code> <CopyButton text={user.id} label={fields.id} />
        </Fact>
      </dl>
    </Panel>
  );
}
