import { GraphiQL } from 'graphiql';
import { buildSchema } from 'graphql';
import { useMemo } from 'react';
import { schemaText } from 'virtual:schema';
import type { PlaygroundConfig } from './config.ts';
import { createFetcher } from './fetcher.ts';
import { LiveChanges } from './live-changes.tsx';
import { EXAMPLES } from './operations.ts';
import { SignInPanel } from './sign-in-panel.tsx';
import { useSession } from './use-session.ts';

// Known from the start: documentation and completion work before anybody has signed in, and against
// an API that allows no introspection.
const schema = buildSchema(schemaText, { assumeValidSDL: true });

/** The whole page: editor, sign-in and live changes. */
export function App({ config }: { readonly config: PlaygroundConfig }) {
  const session = useSession(config);
  const fetcher = useMemo(() => createFetcher(session.client), [session.client]);
  return (
    <div className="page">
      <main aria-label="GraphQL editor">
        <GraphiQL
          fetcher={fetcher}
          schema={schema}
          defaultTabs={[...EXAMPLES]}
          isHeadersEditorEnabled={false}
        >
          <GraphiQL.Logo>
            <span />
          </GraphiQL.Logo>
        </GraphiQL>
      </main>
      <aside aria-label="Session">
        <h1>User Manager</h1>
        <SignInPanel config={config} session={session} />
        <LiveChanges client={session.client} />
        <p className="endpoint">
          API <code>{config.graphqlUrl}</code>
        </p>
      </aside>
    </div>
  );
}
