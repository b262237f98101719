import { later } from '../../../../page-kit/later.tsx';
import { useApp, type AppApi } from '../../api/use-app.ts';
import { useAddress } from '../../shell/use-address.ts';
import { View } from '../../shell/view.tsx';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer } from '../../ui/states.tsx';
import { SenderBar } from './sender-bar.tsx';
import { SubscriptionList } from './subscription-list.tsx';

/** The editor is a hundred times what everything else of the page is together. */
const Editor = later(async () => (await import('./editor.tsx')).Editor);

/** Sends operations to the app's APIs, as whoever they let in. */
export function Query() {
  const app = useApp();
  const { get } = useAddress();
  return (
    <View title="Query" isWide>
      <Answer query={app}>
        {({ name, apis }) => {
          const api = apis.find(({ id }) => id === get('api')) ?? apis[0];
          if (api) return <ApiQuery app={name} apis={apis} api={api} />;
          return (
            <Notice icon="code" title="The app has no GraphQL API">
              There is nothing to send operations to.
            </Notice>
          );
        }}
      </Answer>
    </View>
  );
}

function ApiQuery(props: {
  readonly app: string;
  readonly apis: readonly AppApi[];
  readonly api: AppApi;
}) {
  const { app, apis, api } = props;
  return (
    <>
      <SenderBar apis={apis} api={api} />
      <Editor key={api.id} app={app} api={api} />
      <SubscriptionList of="query" />
    </>
  );
}
