import { useState } from 'react';
import type { QueueMessages } from '../../../routes/queue-messages.ts';
import type { QueueSummary } from '../../../routes/queues.ts';
import type { Redriven } from '../../../routes/redrive.ts';
import { pathOf } from '../../api/call.ts';
import { useAct, useRoute } from '../../api/use-route.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../../../page-kit/button.tsx';
import { Code } from '../../ui/code.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { counted, dateTimeOf } from '../../ui/formats.ts';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer, Problem } from '../../ui/states.tsx';
import { TextField } from '../../../../page-kit/text-field.tsx';

type Message = QueueMessages['messages'][number];

/** One queue with its messages. */
export function Queue({ queue }: { readonly queue: QueueSummary }) {
  const path = `/queues${pathOf(queue.name)}`;
  const redrive = useAct<Redriven>();
  const { visible, hidden, delayed, deadLettersOf, invokes } = queue;
  const again = (ids?: readonly string[]) =>
    redrive.mutate({ path: `${path}/redrive`, body: ids && { ids } });
  return (
    <>
      <h2>{queue.name}</h2>
      <Facts
        of={{
          Visible: visible,
          Received: hidden,
          Delayed: delayed,
          'Dead letters of': deadLettersOf.join(', '),
          Invokes: invokes.join(', '),
        }}
      />
      <div className="row">
        {deadLettersOf.length > 0 ? (
          <Button
            look="primary"
            icon="refresh"
            isPending={redrive.isPending}
            onPress={() => again()}
          >
            Send all again
          </Button>
        ) : null}
        <Emptying queue={queue} path={path} />
      </div>
      <Outcome redriven={redrive.data} />
      <Problem error={redrive.error} />
      <Messages path={path} onAgain={(id) => again([id])} />
      <Send path={path} />
    </>
  );
}

function Emptying({ queue, path }: { readonly queue: QueueSummary; readonly path: string }) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = useAct(() => setIsAsking(false));
  const { visible, hidden, delayed } = queue;
  return (
    <>
      <Button icon="trash" onPress={() => setIsAsking(true)}>
        Delete all
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Delete all of ${queue.name}?`}
          confirm="Delete all"
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate({ method: 'DELETE', path: `${path}/messages` })}
          onClose={() => setIsAsking(false)}
        >
          {counted(visible + hidden + delayed, 'message')} will be gone.
        </ConfirmDialog>
      ) : null}
    </>
  );
}

function Messages(props: { readonly path: string; readonly onAgain: (id: string) => void }) {
  const { path, onAgain } = props;
  const messages = useRoute<QueueMessages>(`${path}/messages`);
  const remove = useAct();
  const deleteOne = (id: string) =>
    remove.mutate({ method: 'DELETE', path: `${path}/messages?id=${encodeURIComponent(id)}` });
  return (
    <Answer query={messages}>
      {({ messages: all }) =>
        all.length === 0 ? (
          <Notice icon="queue" title="It is empty" />
        ) : (
          <ol className="stack" aria-label="Messages, oldest first">
            {all.map((message) => (
              <li key={message.id}>
                <OneMessage
                  message={message}
                  onAgain={() => onAgain(message.id)}
                  onDelete={() => deleteOne(message.id)}
                />
              </li>
            ))}
          </ol>
        )
      }
    </Answer>
  );
}

function Outcome({ redriven }: { readonly redriven: Redriven | undefined }) {
  if (!redriven) return null;
  const { sent, failed } = redriven;
  return (
    <div role="status" className="stack">
      <p className={`callout callout-${failed.length > 0 ? 'warn' : 'good'}`}>
        {counted(sent.length, 'message')} done with, {failed.length} stay.
      </p>
      {failed.map(({ id, message }) => (
        <p key={id} className="callout callout-bad">
          {message}
        </p>
      ))}
    </div>
  );
}

function OneMessage(props: {
  readonly message: Message;
  readonly onAgain: () => void;
  readonly onDelete: () => void;
}) {
  const { message, onAgain, onDelete } = props;
  const { id, body, sentAt, receiveCount, hiddenUntil, attributes, deadLetter } = message;
  return (
    <div className="panel card">
      <div className="row">
        <time className="muted">{dateTimeOf(sentAt)}</time>
        {deadLetter ? <Badge tone="bad">dead letter</Badge> : null}
        {hiddenUntil === null ? null : <Badge tone="info">received</Badge>}
        <span className="muted">received {counted(receiveCount, 'time')}</span>
        {deadLetter ? (
          <Button isSmall icon="refresh" onPress={onAgain} aria-label={`Send ${id} again`}>
            Send again
          </Button>
        ) : null}
        <Button isSmall icon="trash" onPress={onDelete} aria-label={`Delete ${id}`}>
          Delete
        </Button>
      </div>
      {deadLetter ? <Code label={`what ${id} is the dead letter of`} value={deadLetter} /> : null}
      <Code label={`body of ${id}`} value={prettyOf(body)} />
      {Object.keys(attributes).length > 0 ? (
        <Code label={`attributes of ${id}`} value={attributes} />
      ) : null}
    </div>
  );
}

function prettyOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function Send({ path }: { readonly path: string }) {
  const [body, setBody] = useState('');
  const send = useAct(() => setBody(''));
  return (
    <form
      className="panel card"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ path: `${path}/messages`, body: { body } });
      }}
    >
      <TextField label="Body of a new message" isCode rows={3} value={body} onChange={setBody} />
      <div className="row">
        <Button type="submit" isDisabled={body === ''} isPending={send.isPending}>
          Send
        </Button>
      </div>
      <Problem error={send.error} />
    </form>
  );
}
