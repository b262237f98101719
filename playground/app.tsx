import { GraphiQL } from 'graphiql';
import { buildSchema } from 'graphql';
import { useEffect, useMemo, useState } from 'react';
import { schemaText } from 'virtual:schema';
import type { PlaygroundConfig } from './config.ts';
import { createFetcher } from './fetcher.ts';
import { nameTabs } from 'appsync-on-a-laptop/page-kit/name-tabs';
import { focusEditor } from './editor-page.ts';
import { LiveChanges } from './live-changes.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { commented } from './operations.ts';
import { PersonPicker } from './person-picker.tsx';
import { newestCode } from './placeholders.ts';
import { SignInPanel } from './sign-in-panel.tsx';
import { SubscriptionList } from './subscription-list.tsx';
import { Subscriptions } from './subscriptions.ts';
import { useTexts } from './texts/languages.ts';
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
  const texts = useTexts();
  const session = useSession(config);
  const { client, state } = session;
  const [subscriptions] = useState(() => new Subscriptions());
  const ownId = state.status === 'signedIn' ? state.user.id : null;
  const person = usePerson(client, ownId);
  const { id, look } = person;
  const fetcher = useMemo(() => {
    const placeholders = { person: id, code: () => newestCode(config.mailbox) };
    const says = texts.editorErrors;
    return createFetcher({ client, placeholders, subscriptions, says, onMutated: look });
  }, [client, id, look, subscriptions, config, texts]);
  useEffect(nameTabs, []);
  useEffect(() => {
    document.title = texts.title;
  }, [texts]);
  // They are the editor's own from the first time on that it shows them.
  const [examples] = useState(() => commented(texts.comments));
  useEffect(() => {
    // Whoever has just signed in goes on with the keyboard.
    if (client) focusEditor();
    return subscriptions.closeAll;
  }, [client, subscriptions]);
  return (
    <div className="page">
      <button type="button" className="skip" onClick={focusEditor}>
        {texts.toEditor}
      </button>
      <a className="to-session" href="#session">
        {state.status === 'signedIn' ? texts.toSession : texts.signIn.title}
      </a>
      <main aria-label={texts.editor}>
        <GraphiQL
          fetcher={fetcher}
          schema={schema}
          defaultTabs={examples}
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
      <aside id="session" aria-label={texts.session}>
        <h1>{texts.title}</h1>
        <SignInPanel config={config} session={session} />
        <PersonPicker person={person} />
        <SubscriptionList subscriptions={subscriptions} />
        <LiveChanges client={client} />
        <LanguageChoice />
        <p className="endpoint">
          {texts.api} <code>{config.graphqlUrl}</code>
        </p>
      </aside>
    </div>
  );
}
