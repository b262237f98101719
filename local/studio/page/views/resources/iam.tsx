import { useState } from 'react';
import type { IamRights, RoleRights } from '../../../routes/iam.ts';
import { useRoute } from '../../api/use-route.ts';
import { useAddress } from '../../shell/use-address.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../../../page-kit/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../../../page-kit/panel.tsx';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer } from '../../ui/states.tsx';
import { TextField } from '../../../../page-kit/text-field.tsx';

/** Who may do what, by role; and whether one thing is allowed, as IAM would say. */
export function Iam() {
  const { get } = useAddress();
  const asked = new URLSearchParams(
    ['principal', 'action', 'resource']
      .map((name): [string, string] => [name, get(name)])
      .filter(([, value]) => value !== ''),
  );
  const rights = useRoute<IamRights>(`/iam?${asked.toString()}`, { isLive: false });
  return (
    <div className="stack">
      <Question key={asked.toString()} />
      <Answer query={rights}>
        {({ roles, resources }) => (
          <>
            {roles.length === 0 ? <Notice icon="shield" title="The app has no roles" /> : null}
            {roles.map((role) => (
              <Role key={role.arn} role={role} />
            ))}
            {resources.length === 0 ? null : (
              <Panel title="What resources allow by themselves">
                <ul className="stack">
                  {resources.map(({ principals, statement }, index) => (
                    <li key={index}>
                      <strong className="break">{principals.join(', ')}</strong>
                      <Statement statement={statement} />
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
          </>
        )}
      </Answer>
    </div>
  );
}

function Question() {
  const { get, change } = useAddress();
  const [principal, setPrincipal] = useState(() => get('principal'));
  const [action, setAction] = useState(() => get('action'));
  const [resource, setResource] = useState(() => get('resource'));
  return (
    <form
      className="panel card"
      onSubmit={(event) => {
        event.preventDefault();
        change({ principal, action, resource });
      }}
    >
      <div className="fields">
        <TextField
          label="Role or function"
          value={principal}
          onChange={setPrincipal}
          autoComplete="off"
          placeholder="all"
        />
        <TextField
          label="Action"
          value={action}
          onChange={setAction}
          autoComplete="off"
          placeholder="dynamodb:GetItem"
        />
        <TextField
          label="Resource"
          value={resource}
          onChange={setResource}
          autoComplete="off"
          placeholder="ARN"
        />
        <div>
          <Button type="submit" look="primary">
            Ask
          </Button>
        </div>
      </div>
      <p className="muted">Action and resource go together; conditions are not judged.</p>
    </form>
  );
}

function Role({ role }: { readonly role: RoleRights }) {
  const { name, arn, usedBy, statements, boundary, isEnforced, unknownPolicyArns, verdict } = role;
  return (
    <Panel
      title={name}
      actions={
        verdict ? (
          <Badge tone={verdict.isAllowed ? 'good' : 'bad'}>
            {verdict.isAllowed ? 'allowed' : 'refused'}
          </Badge>
        ) : undefined
      }
    >
      <div className="stack">
        {verdict?.reason ? <p className="callout callout-bad break">{verdict.reason}</p> : null}
        <Facts of={{ 'Taken on by': usedBy.join(', '), ARN: <code>{arn}</code> }} />
        {isEnforced ? null : (
          <p className="callout callout-warn break">
            It may everything here: nobody has the text of {unknownPolicyArns.join(', ')}.
          </p>
        )}
        <ul className="stack">
          {statements.map((statement, index) => (
            <li key={index}>
              <Statement statement={statement} />
            </li>
          ))}
        </ul>
        {boundary === null ? null : (
          <p className="muted">Held by a permissions boundary as well.</p>
        )}
      </div>
    </Panel>
  );
}

type PolicyStatement = RoleRights['statements'][number];

function Statement({ statement }: { readonly statement: PolicyStatement }) {
  const { effect, actions, resources, conditions = [] } = statement;
  const listed = ({ patterns, isExcept }: PolicyStatement['actions']): string =>
    `${isExcept ? 'all but ' : ''}${patterns.join(', ')}`;
  return (
    <div className="break">
      <Badge tone={effect === 'Allow' ? 'good' : 'bad'}>{effect}</Badge> {listed(actions)}{' '}
      <span className="muted">on {listed(resources)}</span>
      {conditions.map(({ operator, key, values }) => (
        <span key={`${operator}${key}`} className="muted">
          {' '}
          if {key} {operator} {values.join(', ')}
        </span>
      ))}
    </div>
  );
}
