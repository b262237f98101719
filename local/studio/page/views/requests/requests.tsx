import './requests.css';
import { useParams } from 'react-router';
import { RouteError } from '../../api/call.ts';
import { useAddress } from '../../shell/use-address.ts';
import { View } from '../../shell/view.tsx';
import { Button } from '../../../../page-kit/button.tsx';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Failure, Skeleton } from '../../ui/states.tsx';
import { Comparison } from './comparison.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Trace } from './trace.tsx';
import { TraceTable } from './trace-table.tsx';
import { filterOf } from './traces.ts';
import { useTraces } from './use-traces.ts';

/** What the engine was asked and did, live; one record beside the list, or two compared. */
export function Requests() {
  const { id } = useParams();
  const { get } = useAddress();
  const traces = useTraces(filterOf(get));
  const other = get('with');
  return (
    <View
      title="Requests"
      isWide
      actions={
        <Button isSmall icon="trash" onPress={traces.forget}>
          Forget all
        </Button>
      }
    >
      <FilterBar />
      <div className={id === undefined ? 'traces' : 'traces traces-split'}>
        <List traces={traces} shown={id} />
        {id === undefined ? null : (
          <section className="panel trace" aria-label="The record">
            {other === '' ? <Trace key={id} id={id} /> : <Comparison one={id} other={other} />}
          </section>
        )}
      </div>
    </View>
  );
}

function List({
  traces: { records, error, hasOlder, readOlder },
  shown,
}: {
  readonly traces: ReturnType<typeof useTraces>;
  readonly shown: string | undefined;
}) {
  const { get } = useAddress();
  if (error instanceof RouteError && error.status === 404) {
    return (
      <Notice icon="requests" title="Nothing is remembered">
        The engine was started without a memory of requests; `startLocal` takes `tracing: true`.
      </Notice>
    );
  }
  if (error) return <Failure error={error} />;
  if (records === null) return <Skeleton />;
  if (records.length > 0) {
    return (
      <TraceTable records={records} shown={shown} onOlder={hasOlder ? readOlder : undefined} />
    );
  }
  const isFiltered = ['kind', 'outcome', 'text'].some((name) => get(name) !== '');
  return isFiltered ? (
    <Notice icon="filter" title="Nothing fits">
      What fits the filter appears here by itself.
    </Notice>
  ) : (
    <Notice icon="requests" title="Nothing was asked yet">
      Whatever a client, a function or an event source does appears here by itself. Send something
      in the Query view.
    </Notice>
  );
}
