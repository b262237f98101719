import { useParams } from 'react-router';
import type { TableList, TableSummary } from '../../../routes/tables.ts';
import { pathOf } from '../../api/call.ts';
import { useRoute } from '../../api/use-route.ts';
import { useAddress } from '../../shell/use-address.ts';
import { View } from '../../shell/view.tsx';
import { Facts } from '../../ui/facts.tsx';
import { counted } from '../../ui/formats.ts';
import { SideList } from '../../ui/side-list.tsx';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer } from '../../ui/states.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Items } from './items.tsx';
import { Stream } from './stream.tsx';

const TABS = { items: 'Items', stream: 'Stream' } as const;

/** What the tables hold. */
export function Data() {
  const { table: name } = useParams();
  const tables = useRoute<TableList>('/tables');
  return (
    <View title="Data" isWide>
      <Answer query={tables}>
        {({ tables: all }) => {
          const table = all.find((one) => one.name === name) ?? all[0];
          if (!table) return <Notice icon="table" title="The app has no tables" />;
          return (
            <SideList
              label="Tables"
              shown={toOf(table)}
              items={all.map((one) => ({
                to: toOf(one),
                name: one.name,
                about: counted(one.itemCount, 'item'),
              }))}
            >
              <Table key={table.name} table={table} />
            </SideList>
          );
        }}
      </Answer>
    </View>
  );
}

const toOf = ({ name }: TableSummary): string => `/data${pathOf(name)}`;

function Table({ table }: { readonly table: TableSummary }) {
  const { get } = useAddress();
  const { name, key, streamView, timeToLiveAttribute, indexes } = table;
  const tab = get('tab') === 'stream' ? 'stream' : 'items';
  const keyNames = [...key.partition, ...key.sort].map((part) => part.name).join(', ');
  return (
    <>
      <h2>{name}</h2>
      <Facts
        of={{
          Key: keyNames,
          Indexes: indexes.map((index) => index.name).join(', '),
          Stream: streamView,
          'Time to live': timeToLiveAttribute,
        }}
      />
      {streamView === null ? null : <Tabs label="Parts" names={TABS} shown={tab} />}
      {tab === 'stream' ? <Stream table={name} /> : <Items table={table} />}
    </>
  );
}
