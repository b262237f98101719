import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './editor.css';
import { useQuery } from '@tanstack/react-query';
import { GraphiQL } from 'graphiql';
import { buildSchema } from 'graphql';
import { useEffect, useMemo } from 'react';
import type { ApiSchema } from '../../../routes/apis.ts';
import { call, pathOf } from '../../api/call.ts';
import type { AppApi } from '../../api/use-app.ts';
import { useShownTheme } from '../../shell/theme.ts';
import { useAddress } from '../../shell/use-address.ts';
import { Answer } from '../../ui/states.tsx';
import { nameTabs } from '../../../../page-kit/name-tabs.tsx';
import { createFetcher } from './fetcher.ts';
import { callerNow } from './use-caller.ts';

/** The editor with the API's schema: documentation and completion ask nothing of the API itself. */
export function Editor({ app, api }: { readonly app: string; readonly api: AppApi }) {
  const schema = useQuery({
    queryKey: ['schema', api.id],
    queryFn: () => call<ApiSchema>(`/apis${pathOf(api.id)}/schema`),
  });
  return <Answer query={schema}>{({ sdl }) => <Loaded app={app} api={api} sdl={sdl} />}</Answer>;
}

function Loaded({
  app,
  api,
  sdl,
}: {
  readonly app: string;
  readonly api: AppApi;
  readonly sdl: string;
}) {
  const { get } = useAddress();
  const theme = useShownTheme();
  const schema = useMemo(() => buildSchema(sdl, { assumeValidSDL: true }), [sdl]);
  const fetcher = useMemo(() => createFetcher(api, () => callerNow(api)), [api]);
  const storage = useMemo(() => storageOf(`studio.${app}.${api.name}.`), [app, api.name]);
  useEffect(nameTabs, []);
  const query = get('query');
  return (
    <div className="editor">
      <GraphiQL
        fetcher={fetcher}
        schema={schema}
        storage={storage}
        forcedTheme={theme}
        isHeadersEditorEnabled={false}
        defaultQuery={WELCOME}
        {...(query === '' ? {} : { initialQuery: query, initialVariables: get('variables') })}
      >
        <GraphiQL.Logo>
          <span />
        </GraphiQL.Logo>
      </GraphiQL>
    </div>
  );
}

/** Any API answers it. */
const WELCOME = `query Example {
  __typename
}
`;

/** What the editor keeps is of one API of one app: another one may run on this port tomorrow. */
function storageOf(prefix: string) {
  const names = () => Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  return {
    get length() {
      return names().length;
    },
    getItem: (name: string) => localStorage.getItem(prefix + name),
    setItem: (name: string, value: string) => localStorage.setItem(prefix + name, value),
    removeItem: (name: string) => localStorage.removeItem(prefix + name),
    clear: () => names().forEach((name) => localStorage.removeItem(name)),
  };
}
