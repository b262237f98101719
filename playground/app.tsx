import { GraphiQL } from 'graphiql';
import { buildSchema } from 'graphql';
import { useEffect, useMemo, useState } from 'react';
import { schemaText } from 'virtual:schema';
import type { PlaygroundConfig } from './config.ts';
import { createFetcher } from './fetcher.ts';
import { nameTabs } from 'appsync-on-a-laptop/page-kit/name-tabs';
import { focusEditor } from './editor-page.ts';
import { LiveChanges } from './live-changes.tsx';
import { EXAMPLES } from './operations.ts';
import { PersonPicker } from './person-picker.tsx';
import { newestCode } from './placeholders.ts';
import { SignInPanel } from './sign-in-panel.tsx';
import { SubscriptionList } from './subscription-list.tsx';
import { Subscriptions } from './subscriptions.ts';
import { usePerson } from './use-person.ts';
import { useSession } from './use-session.ts';

// Known from the start: documentation and completion work before anybody has signed in, and against
// an API that allows no introspection.
const schema = buildSchema(schemaText, { assumeValidSDL: true });

interface Props {
  readonly config: PlaygroundConfig;
}

/** The whole page: editor, sign-in, whom the examples are about, and what is heard live. */
export function App({ config }: Props) {
  const session = useSession(config);
  const { client, state } = session;
  const [subscriptions] = useState(() => new Subscriptions());
  const ownId = state.status === 'signedIn' ? state.user.id : null;
  const person = usePerson(client, ownId);
  const { id, look } = person;
  const fetcher = useMemo(() => {
    const placeholders = { person: id, code: () => newestCode(config.mailbox) };
    return createFetcher({ client, placeholders, subscriptions, onMutated: look });
  }, [client, id, look, subscriptions, config]);
  useEffect(nameTabs, []);
  useEffect(() => {
    // Whoever has just signed in goes on with the keyboard.
    if (client) focusEditor();
    return subscriptions.closeAll;
  }, [client, subscriptions]);
  return (
    <div className="page">
      <button type="button" className="skip" onClick={focusEditor}>
        Go to the editor
      </button>
      <a className="to-session" href="#session">
        {state.status === 'signedIn' ? 'Session and live changes' : 'Sign in'}
      </a>
      <main aria-label="GraphQL editor">
        <GraphiQL
          fetcher={fetcher}
          schema={schema}
          defaultTabs={[...EXAMPLES]}
          isHeadersEditorEnabled={false}
          onTabChange={({ tabs, activeTabIndex }) =>
            subscriptions.openTab(tabs[activeTabIndex]?.id ?? '')
          }
        >
          <GraphiQL.Logo>
            <span />
          </GraphiQL.Logo>
        </GraphiQL>
      </main>
      <aside id="session" aria-label="Session">
        <h1>User Manager playground</h1>
        <SignInPanel config={config} session={session} />
        <PersonPicker person={person} />
        <SubscriptionList subscriptions={subscriptions} />
        <LiveChanges client={client} />
        <p className="endpoint">
          API <code>{config.graphqlUrl}</code>
        </p>
      </aside>
    </div>
  );
}
