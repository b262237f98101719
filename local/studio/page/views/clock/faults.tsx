import { useState } from 'react';
import type { FaultKind, FaultRule, FaultState, FaultyService } from '../../../../faults/types.ts';
import type { FaultList } from '../../../routes/faults.ts';
import { useAct, useRoute } from '../../api/use-route.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../../../page-kit/button.tsx';
import { counted } from '../../ui/formats.ts';
import { Panel } from '../../../../page-kit/panel.tsx';
import { SelectField } from '../../../../page-kit/select-field.tsx';
import { Answer, Problem } from '../../ui/states.tsx';
import { TextField } from '../../../../page-kit/text-field.tsx';

const SERVICES = {
  dynamodb: 'DynamoDB',
  lambda: 'Lambda',
  cognito: 'Cognito',
  ses: 'SES',
  sqs: 'SQS',
  s3: 'S3',
  mail: 'Mails',
  'data-source': 'Data sources',
} as const satisfies Readonly<Record<FaultyService, string>>;

const KINDS = {
  fail: 'fail',
  throttle: 'are throttled',
  delay: 'wait',
  lag: 'find indexes behind',
} as const satisfies Readonly<Record<FaultKind, string>>;

/** Those that take milliseconds. */
const TIMED: readonly FaultKind[] = ['delay', 'lag'];

const choicesOf = <Name extends string>(names: Readonly<Record<Name, string>>) =>
  Object.entries<string>(names).map(([value, label]) => ({ value: value as Name, label }));

/** Rules by which calls of services fail, are throttled or wait. */
export function Faults() {
  const faults = useRoute<FaultList>('/faults');
  const act = useAct();
  const put = (rules: readonly FaultRule[]) =>
    act.mutate({ method: 'PUT', path: '/faults', body: { rules } });
  return (
    <Panel title="Faults">
      <Answer query={faults}>
        {({ rules }) => {
          const given = rules.map(({ met: _met, ...rule }) => rule);
          return (
            <div className="stack">
              {rules.length === 0 ? <p>Every service works.</p> : null}
              <ul className="stack" aria-label="Rules">
                {rules.map((rule, index) => (
                  <li key={index} className="row">
                    <Rule rule={rule} />
                    <Button
                      isSmall
                      icon="trash"
                      aria-label={`Take away rule ${index + 1}`}
                      onPress={() => put(given.filter((_, place) => place !== index))}
                    >
                      Take away
                    </Button>
                  </li>
                ))}
              </ul>
              <NewRule onRule={(rule) => put([...given, rule])} />
              <Problem error={act.error} />
            </div>
          );
        }}
      </Answer>
    </Panel>
  );
}

function Rule({ rule }: { readonly rule: FaultState }) {
  const { service, action, resource, kind, rate, times, ms, met } = rule;
  return (
    <span>
      {SERVICES[service]}: {action ?? 'all calls'}
      {resource === undefined ? '' : ` of ${resource}`} <Badge tone="warn">{KINDS[kind]}</Badge>{' '}
      <span className="muted">
        {[
          TIMED.includes(kind) && ms !== undefined ? `${ms} ms` : '',
          rate === undefined ? '' : `${Math.round(rate * 100)} % of them`,
          times === undefined ? '' : `${counted(times, 'time')} at most`,
          `met ${counted(met, 'call')}`,
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
    </span>
  );
}

function NewRule({ onRule }: { readonly onRule: (rule: FaultRule) => void }) {
  const [service, setService] = useState<FaultyService>('dynamodb');
  const [kind, setKind] = useState<FaultKind>('fail');
  const [action, setAction] = useState('');
  const [resource, setResource] = useState('');
  const [percent, setPercent] = useState('100');
  const [times, setTimes] = useState('');
  const [ms, setMs] = useState('1000');
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        onRule({
          service,
          kind,
          ...(action !== '' && { action }),
          ...(resource !== '' && { resource }),
          ...(percent !== '100' && { rate: Number(percent) / 100 }),
          ...(times !== '' && { times: Number(times) }),
          ...(TIMED.includes(kind) && { ms: Number(ms) }),
        });
      }}
    >
      <SelectField
        label="Calls of"
        value={service}
        choices={choicesOf(SERVICES)}
        onChange={setService}
      />
      <SelectField label="Will" value={kind} choices={choicesOf(KINDS)} onChange={setKind} />
      <TextField label="Action" value={action} onChange={setAction} placeholder="all" />
      <TextField label="Resource" value={resource} onChange={setResource} placeholder="all" />
      <TextField label="Of a hundred" inputMode="numeric" value={percent} onChange={setPercent} />
      <TextField
        label="At most"
        inputMode="numeric"
        value={times}
        onChange={setTimes}
        placeholder="as often as it comes"
      />
      {TIMED.includes(kind) ? (
        <TextField label="Milliseconds" inputMode="numeric" value={ms} onChange={setMs} />
      ) : null}
      <div>
        <Button type="submit" look="primary">
          Add the rule
        </Button>
      </div>
    </form>
  );
}
