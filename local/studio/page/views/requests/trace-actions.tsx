import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { TraceRecord, TraceReplay } from '../../../../tracing/types.ts';
import { call, pathOf } from '../../api/call.ts';
import { useApp } from '../../api/use-app.ts';
import { useAddress } from '../../shell/use-address.ts';
import { Button, ButtonLink } from '../../../../page-kit/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Problem } from '../../ui/states.tsx';
import { curlOf } from './curl.ts';

/** What can be done with a record. */
export function TraceActions({ record }: { readonly record: TraceRecord }) {
  const { id, replay, kind } = record;
  const { data: app } = useApp();
  const { hrefWith } = useAddress();
  const navigate = useNavigate();
  const again = useMutation({
    mutationFn: () =>
      call<TraceReplay>(`/traces${pathOf(id)}/replay`, { method: 'POST', body: {} }),
    // Beside the one that was replayed: what is different now is what people look for.
    onSuccess: ({ id: other }) => void navigate(`/requests/${other}?with=${id}`),
  });
  const curl = app && curlOf(record, app);
  const baseline = sessionStorage.getItem(KEY);
  return (
    <div className="row">
      <Button
        isSmall
        icon="refresh"
        isDisabled={!replay.can}
        isPending={again.isPending}
        onPress={() => again.mutate()}
      >
        Replay
      </Button>
      {kind === 'request' ? (
        <ButtonLink isSmall icon="code" to={queryAddress(record)}>
          Open in Query
        </ButtonLink>
      ) : null}
      {curl ? <CopyButton isWide label="Copy as curl" text={curl} /> : null}
      <Button isSmall onPress={() => sessionStorage.setItem(KEY, id)}>
        Compare from here
      </Button>
      {baseline && baseline !== id ? (
        <ButtonLink isSmall to={hrefWith({ with: baseline, span: null })}>
          Compare with the one before
        </ButtonLink>
      ) : null}
      {replay.can ? null : <p className="muted">Not to be replayed: {replay.reason}</p>}
      <Problem error={again.error} />
    </div>
  );
}

const KEY = 'studio.compare';

function queryAddress({ request, apiId }: TraceRecord): string {
  const { query, variables } = (request ?? {}) as { query?: string; variables?: unknown };
  const parameters = new URLSearchParams({ query: query ?? '' });
  if (apiId !== null) parameters.set('api', apiId);
  if (variables) parameters.set('variables', JSON.stringify(variables, null, 2));
  return `/query?${parameters.toString()}`;
}
