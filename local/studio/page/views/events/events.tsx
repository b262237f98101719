import { useApp } from '../../api/use-app.ts';
import { useAddress } from '../../shell/use-address.ts';
import { View } from '../../shell/view.tsx';
import { Answer, Notice } from '../../ui/states.tsx';
import { SelectField } from '../../../../page-kit/select-field.tsx';
import { CallerFields, NO_CALLER } from '../query/caller-fields.tsx';
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
  const { change } = useAddress();
  return (
    <>
      <div className="panel query-bar">
        {apis.length > 1 ? (
          <SelectField
            label="API"
            value={api.id}
            choices={apis.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => change({ ...NO_CALLER, api: value, channel: null })}
          />
        ) : null}
        <CallerFields api={api} />
      </div>
      <Namespaces api={api} />
      <Publishing api={api} />
      <SubscriptionList of="events" />
    </>
  );
}
