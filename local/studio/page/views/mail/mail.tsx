import { useState } from 'react';
import { useParams } from 'react-router';
import type { MailList } from '../../../routes/mails.ts';
import { pathOf } from '../../api/call.ts';
import { useAct, useRoute } from '../../api/use-route.ts';
import { useAddress } from '../../shell/use-address.ts';
import { View } from '../../shell/view.tsx';
import { Button } from '../../../../page-kit/button.tsx';
import { Code } from '../../ui/code.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { dateTimeOf, timeOf } from '../../ui/formats.ts';
import { Panel } from '../../../../page-kit/panel.tsx';
import { SideList } from '../../ui/side-list.tsx';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer } from '../../ui/states.tsx';
import { TextField } from '../../../../page-kit/text-field.tsx';

type Message = MailList['mails'][number];

/** What would have been mailed or texted. */
export function Mail() {
  const { get } = useAddress();
  const mails = useRoute<MailList>(`/mails?search=${encodeURIComponent(get('search'))}`);
  const empty = useAct();
  return (
    <View
      title="Mail"
      intro="What would have been mailed or texted. Nothing leaves this machine."
      actions={
        <Button
          isSmall
          icon="trash"
          onPress={() => empty.mutate({ method: 'DELETE', path: '/mails' })}
        >
          Empty the mailbox
        </Button>
      }
    >
      <Search />
      <Answer query={mails}>{({ mails: all }) => <Messages all={all} />}</Answer>
    </View>
  );
}

function Search() {
  const { get, change } = useAddress();
  const [search, setSearch] = useState(() => get('search'));
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        change({ search });
      }}
    >
      <TextField
        label="Search"
        isLabelHidden
        value={search}
        onChange={setSearch}
        placeholder="Address, subject or text, then Enter"
      />
    </form>
  );
}

function Messages({ all }: { readonly all: readonly Message[] }) {
  const { id } = useParams();
  const { get } = useAddress();
  const shown = all.find((one) => one.id === id) ?? all[0];
  if (!shown) {
    return (
      <Notice icon="mail" title="No messages">
        Invitations and codes appear here by themselves.
      </Notice>
    );
  }
  const kept = get('search') === '' ? '' : `?search=${encodeURIComponent(get('search'))}`;
  return (
    <SideList
      label="Messages, newest first"
      shown={`/mail${pathOf(shown.id)}${kept}`}
      items={all.map((one) => ({
        to: `/mail${pathOf(one.id)}${kept}`,
        name: one.to,
        about: `${timeOf(Date.parse(one.at))} ${one.subject ?? one.medium}`,
      }))}
    >
      <Shown message={shown} />
    </SideList>
  );
}

function Shown({ message }: { readonly message: Message }) {
  const { to, subject, body, code, at, reason, medium } = message;
  return (
    <Panel
      title={subject ?? `${medium} to ${to}`}
      actions={code === null ? null : <CopyButton isWide label="Copy the code" text={code} />}
    >
      <div className="stack">
        <Facts of={{ To: to, At: dateTimeOf(at), Because: reason, Code: code }} />
        <Code label="text" value={body} />
      </div>
    </Panel>
  );
}
