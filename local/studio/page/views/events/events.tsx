import { useApp } from '../../api/use-app.ts';
import { useAddress } from '../../shell/use-address.ts';
import { View } from '../../shell/view.tsx';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer } from '../../ui/states.tsx';
import { SenderBar } from '../query/sender-bar.tsx';
import { SubscriptionList } from '../query/subscription-list.tsx';
import type { EventApi } from './event-api.ts';
import { Namespaces } from './namespaces.tsx';
import { Publishing } from './publishing.tsx';

/** Publishes to the app's Event APIs and hears their channels, as whoever they let in. */
export function Events() {
  const app = useApp();
  const { get } = useAddress();
  return (
    <View title="Events" isWide>
      <Answer query={app}>
        {({ eventApis: apis }) => {
          const api = apis.find(({ id }) => id === get('api')) ?? apis[0];
          if (api) return <OneApi key={api.id} apis={apis} api={api} />;
          return (
            <Notice icon="events" title="The app has no Event API">
              There are no channels to publish on. Events of buses and messages of topics are among
              the requests.
            </Notice>
          );
        }}
      </Answer>
    </View>
  );
}

function OneApi({ apis, api }: { readonly apis: readonly EventApi[]; readonly api: EventApi }) {
  return (
    <>
      <SenderBar apis={apis} api={api} />
      <Namespaces api={api} />
      <Publishing api={api} />
      <SubscriptionList of="events" />
    </>
  );
}
