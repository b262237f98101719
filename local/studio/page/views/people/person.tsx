import { useState } from 'react';
import { Link } from 'react-router';
import type { PoolUser } from '../../../routes/pool-user.ts';
import type { UserPoolSummary } from '../../../routes/user-pools.ts';
import { pathOf } from '../../api/call.ts';
import { useAct, useRoute } from '../../api/use-route.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../../../page-kit/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { dateTimeOf } from '../../ui/formats.ts';
import { Panel } from '../../../../page-kit/panel.tsx';
import { Answer, Problem } from '../../ui/states.tsx';
import { TextField } from '../../../../page-kit/text-field.tsx';
import { forgetTokens } from '../query/caller.ts';
import { nameOf } from './name-of.ts';

interface Props {
  readonly pool: UserPoolSummary;
  readonly name: string;
}

/** One person: what the pool knows, and what can be done without the pool's own ways. */
export function Person({ pool, name }: Props) {
  const path = `/user-pools${pathOf(pool.id)}/users${pathOf(name)}`;
  const person = useRoute<PoolUser>(path);
  return (
    <Answer query={person}>
      {(user) => (
        <>
          <h2>{nameOf(user)}</h2>
          <State pool={pool} user={user} path={path} />
          <Groups pool={pool} user={user} path={path} />
          <Codes user={user} />
          <Sessions user={user} />
          <Panel title="Attributes">
            <Facts of={user.attributes} />
          </Panel>
        </>
      )}
    </Answer>
  );
}

interface PartProps {
  readonly pool: UserPoolSummary;
  readonly user: PoolUser;
  readonly path: string;
}

function State({ pool, user, path }: PartProps) {
  const { username, sub, status, enabled, createdAt, temporaryUntil, hasTotp } = user;
  const asked = new URLSearchParams({
    mode: 'AMAZON_COGNITO_USER_POOLS',
    pool: pool.id,
    person: username,
  });
  return (
    <div className="panel card">
      <Facts
        of={{
          Status: (
            <>
              <Badge tone={status === 'CONFIRMED' ? 'good' : 'info'}>{status}</Badge>{' '}
              {enabled ? null : <Badge tone="bad">disabled</Badge>}
            </>
          ),
          'User name': username,
          Sub: sub,
          Made: dateTimeOf(createdAt),
          'Temporary password until': temporaryUntil === null ? null : dateTimeOf(temporaryUntil),
          'Second factor': hasTotp ? 'TOTP' : null,
        }}
      />
      <p>
        <Link to={`/query?${asked.toString()}`}>Send operations as this person</Link>
      </p>
      <Actions user={user} path={path} />
    </div>
  );
}

function Actions({ user: { status, enabled }, path }: Omit<PartProps, 'pool'>) {
  const [password, setPassword] = useState('');
  const act = useAct(() => {
    setPassword('');
    forgetTokens();
  });
  const ask = (name: string, body?: unknown) => act.mutate({ path: `${path}/${name}`, body });
  return (
    <>
      <div className="row">
        {status === 'UNCONFIRMED' ? (
          <Button isSmall onPress={() => ask('confirm')}>
            Confirm
          </Button>
        ) : null}
        <Button isSmall onPress={() => ask(enabled ? 'disable' : 'enable')}>
          {enabled ? 'Disable' : 'Enable'}
        </Button>
        <Button isSmall onPress={() => ask('sign-out')}>
          Sign out everywhere
        </Button>
      </div>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          ask('password', { password });
        }}
      >
        <TextField
          label="New password"
          value={password}
          autoComplete="off"
          onChange={setPassword}
        />
        <div>
          <Button type="submit" isDisabled={password === ''}>
            Set it
          </Button>
        </div>
      </form>
      <Problem error={act.error} />
    </>
  );
}

function Groups({ pool: { groups }, user, path }: PartProps) {
  const act = useAct(forgetTokens);
  const all = [...new Set([...groups, ...user.groups])];
  if (all.length === 0) return null;
  return (
    <Panel title="Groups">
      <div className="row">
        {all.map((name) => (
          <Checkbox
            key={name}
            label={name}
            isSelected={user.groups.includes(name)}
            onChange={(isIn) =>
              act.mutate({
                path: `${path}/groups`,
                body: isIn ? { add: [name] } : { remove: [name] },
              })
            }
          />
        ))}
      </div>
      <Problem error={act.error} />
    </Panel>
  );
}

function Codes({ user: { codes } }: { readonly user: PoolUser }) {
  if (codes.length === 0) return null;
  return (
    <Panel title="Codes that wait">
      <ul>
        {codes.map(({ purpose, code, expiresAt, attempts }) => (
          <li key={`${purpose}${expiresAt}`} className="row">
            {purpose}: <code>{code ?? 'not in the mailbox any more'}</code>
            {code === null ? null : (
              <CopyButton label={`Copy the code for ${purpose}`} text={code} />
            )}
            <span className="muted">
              until {dateTimeOf(expiresAt)}, {attempts} wrong
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Sessions({ user: { sessions } }: { readonly user: PoolUser }) {
  if (sessions.length === 0) return null;
  return (
    <Panel title="Sessions">
      <ul>
        {sessions.map(({ id, clientId, signedInAt, expiresAt, isRevoked }) => (
          <li key={id}>
            {dateTimeOf(signedInAt)} <span className="muted">by client {clientId}</span>{' '}
            {isRevoked ? (
              <Badge tone="plain">ended</Badge>
            ) : (
              <span className="muted">until {dateTimeOf(expiresAt)}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
