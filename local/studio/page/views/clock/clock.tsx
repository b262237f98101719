import { useState } from 'react';
import type { ClockState } from '../../../routes/clock.ts';
import { useAct, useRoute } from '../../api/use-route.ts';
import { View } from '../../shell/view.tsx';
import { Button } from '../../../../page-kit/button.tsx';
import { dateTimeOf } from '../../ui/formats.ts';
import { Panel } from '../../../../page-kit/panel.tsx';
import { SelectField } from '../../../../page-kit/select-field.tsx';
import { Answer, Problem } from '../../ui/states.tsx';
import { TextField } from '../../../../page-kit/text-field.tsx';
import { forgetTokens } from '../query/caller.ts';
import { Faults } from './faults.tsx';

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
type Unit = keyof typeof UNITS;

/** What comes with time, and what goes wrong with services, when it is wanted. */
export function Clock() {
  return (
    <View title="Clock and faults">
      <Time />
      <Faults />
    </View>
  );
}

function Time() {
  const clock = useRoute<ClockState>('/clock');
  const act = useAct(forgetTokens);
  return (
    <Panel title="Clock">
      <div className="stack">
        <Answer query={clock}>
          {({ now, offsetMs }) => (
            <>
              <p role="status">
                {dateTimeOf(now)}
                {offsetMs === 0 ? ', as on this machine' : `, ahead by ${wordsOf(offsetMs)}`}
              </p>
              {offsetMs === 0 ? null : (
                <div>
                  <Button onPress={() => act.mutate({ path: '/clock', body: { reset: true } })}>
                    Back to now
                  </Button>
                </div>
              )}
            </>
          )}
        </Answer>
        <Advance onAdvance={(advanceMs) => act.mutate({ path: '/clock', body: { advanceMs } })} />
        <Problem error={act.error} />
        <p className="muted">
          Tokens, codes, sessions, expiring items, retries and what code asks for the time: all go
          by this clock.
        </p>
      </div>
    </Panel>
  );
}

function Advance({ onAdvance }: { readonly onAdvance: (ms: number) => void }) {
  const [count, setCount] = useState('1');
  const [unit, setUnit] = useState<Unit>('hours');
  const ms = Math.round(Number(count) * UNITS[unit]);
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        onAdvance(ms);
      }}
    >
      <TextField label="Go on by" inputMode="decimal" value={count} onChange={setCount} />
      <SelectField
        label="Unit"
        value={unit}
        choices={Object.keys(UNITS).map((value) => ({ value: value as Unit, label: value }))}
        onChange={setUnit}
      />
      <div>
        <Button type="submit" look="primary" isDisabled={!(ms > 0)}>
          Go on
        </Button>
      </div>
    </form>
  );
}

function wordsOf(ms: number): string {
  const [unit = 'minutes', size = 1] =
    Object.entries(UNITS)
      .toReversed()
      .find(([, one]) => ms >= one) ?? [];
  const count = Math.round((10 * ms) / size) / 10;
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
}
