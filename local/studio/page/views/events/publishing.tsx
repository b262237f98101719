import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '../../shell/use-address.ts';
import { Badge } from '../../ui/badge.tsx';
import { Code } from '../../ui/code.tsx';
import { Problem } from '../../ui/states.tsx';
import { jsonProblem } from '../../ui/json-problem.ts';
import { Button } from '../../../../page-kit/button.tsx';
import { Panel } from '../../../../page-kit/panel.tsx';
import { TextField } from '../../../../page-kit/text-field.tsx';
import type { Caller } from '../query/caller.ts';
import { subscriptions } from '../query/subscriptions.ts';
import { callerNow } from '../query/use-caller.ts';
import type { EventApi } from './event-api.ts';
import { hearChannel } from './hear-channel.ts';
import { publish, type Published } from './publish.ts';

const EVENT = 'studio.channel-event';

/** Publishes an event on a channel, and begins to hear one. */
export function Publishing({ api }: { readonly api: EventApi }) {
  const { get, change } = useAddress();
  const [event, setEvent] = useState(() => sessionStorage.getItem(EVENT) ?? '{}');
  const channel = get('channel') || `/${api.namespaces[0]?.name ?? ''}/`;
  const problem = jsonProblem(event);
  const { sending, listening } = useChannel(api, channel);
  return (
    <Panel title="Publish and subscribe">
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          sessionStorage.setItem(EVENT, event);
          sending.mutate(event);
        }}
      >
        <TextField
          label="Channel"
          isCode
          value={channel}
          onChange={(value) => change({ channel: value }, true)}
          description="A namespace and up to four segments more; /* at the end hears all below it"
        />
        <TextField
          label="Event"
          isCode
          rows={4}
          value={event}
          onChange={setEvent}
          error={problem}
        />
        <div className="row">
          <Button
            type="submit"
            look="primary"
            isDisabled={problem !== null}
            isPending={sending.isPending}
          >
            Publish
          </Button>
          <Button icon="play" onPress={() => listening.mutate()}>
            Subscribe
          </Button>
        </div>
        <Problem error={sending.error ?? listening.error} />
        {sending.data ? <Answered of={sending.data} /> : null}
      </form>
    </Panel>
  );
}

/** What can be done with a channel. */
function useChannel(api: EventApi, channel: string) {
  const sending = useMutation({
    mutationFn: (event: string) => publish({ api, caller: senderOf(api), channel, event }),
  });
  const listening = useMutation({
    mutationFn: () => {
      const caller = senderOf(api);
      subscriptions.begin({
        view: 'events',
        name: channel,
        caller,
        listen: (hearing) => hearChannel({ api, caller, channel, ...hearing }),
      });
      return Promise.resolve();
    },
  });
  return { sending, listening };
}

function Answered({ of: { status, body } }: { readonly of: Published }) {
  return (
    <div role="status">
      <p>
        <Badge tone={status === 200 ? 'good' : 'bad'}>{`HTTP ${status}`}</Badge>
      </p>
      <Code label="answer" value={body} />
    </div>
  );
}

function senderOf(api: EventApi): Caller {
  const caller = callerNow(api);
  if (caller === null) throw new Error('Say above who sends it.');
  return caller;
}
