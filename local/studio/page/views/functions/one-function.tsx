import { useState } from 'react';
import { Link } from 'react-router';
import type { FunctionLogs } from '../../../routes/function-logs.ts';
import type { FunctionSummary } from '../../../routes/functions.ts';
import type { Invocation } from '../../../routes/invoke-function.ts';
import { pathOf } from '../../api/call.ts';
import { useAct, useRoute } from '../../api/use-route.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../../../page-kit/button.tsx';
import { Code } from '../../ui/code.tsx';
import { Facts } from '../../ui/facts.tsx';
import { dateTimeOf, durationOf, timeOf } from '../../ui/formats.ts';
import { Panel } from '../../../../page-kit/panel.tsx';
import { Answer, Problem } from '../../ui/states.tsx';
import { jsonProblem } from '../../ui/json-problem.ts';
import { TextField } from '../../../../page-kit/text-field.tsx';

/** One function. */
export function OneFunction({ of }: { readonly of: FunctionSummary }) {
  const { shortName, runtime, handler, sourceFile, timeout, memorySize, activity } = of;
  const { lastAt, lastMs, lastError } = activity;
  return (
    <>
      <h2>{shortName}</h2>
      <Facts
        of={{
          Source: sourceFile === null ? null : <code>{sourceFile}</code>,
          Handler: handler,
          Runtime: runtime,
          Timeout: `${timeout} s`,
          Memory: `${memorySize} MB`,
          'Last run': lastAt === null ? 'none yet' : dateTimeOf(lastAt),
          Took: lastMs === null ? null : durationOf(lastMs),
        }}
      />
      <p>
        <Link to={`/requests?kind=invocation&text=${encodeURIComponent(shortName)}`}>Its runs</Link>{' '}
        in detail
      </p>
      {lastError ? (
        <Panel title={`Last error, ${timeOf(lastError.at)}`}>
          <p>
            <Badge tone="bad">{lastError.errorType}</Badge> {lastError.errorMessage}
          </p>
          <Code label="stack" value={lastError.trace.join('\n')} />
        </Panel>
      ) : null}
      <Invoke name={shortName} />
      <Logs name={shortName} />
    </>
  );
}

function Invoke({ name }: { readonly name: string }) {
  const key = `studio.event.${name}`;
  const [event, setEvent] = useState(() => sessionStorage.getItem(key) ?? '{}');
  const invoke = useAct<Invocation>();
  const problem = jsonProblem(event);
  const { data } = invoke;
  return (
    <Panel title="Invoke">
      <form
        className="form"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          sessionStorage.setItem(key, event);
          invoke.mutate({
            path: `/functions${pathOf(name)}/invoke`,
            body: { event: JSON.parse(event) as unknown },
          });
        }}
      >
        <TextField
          label="Event"
          isCode
          rows={6}
          value={event}
          onChange={setEvent}
          error={problem}
        />
        <div className="row">
          <Button
            type="submit"
            look="primary"
            isDisabled={problem !== null}
            isPending={invoke.isPending}
          >
            Invoke
          </Button>
        </div>
        <Problem error={invoke.error} />
        {data ? (
          <div role="status">
            <p>
              <Badge tone={data.ok ? 'good' : 'bad'}>{data.ok ? 'succeeded' : 'failed'}</Badge>{' '}
              {durationOf(data.ms)}
            </p>
            <Code label="answer" value={data.ok ? data.payload : data.error} />
          </div>
        ) : null}
      </form>
    </Panel>
  );
}

function Logs({ name }: { readonly name: string }) {
  const logs = useRoute<FunctionLogs>(`/functions${pathOf(name)}/logs`);
  return (
    <Panel title="Logs">
      <Answer query={logs}>
        {({ lines }) =>
          lines.length === 0 ? (
            <p className="muted">It has written nothing since the start.</p>
          ) : (
            <ol className="logs">
              {lines.map(({ number, at, level, text }) => (
                <li key={number} className={`log log-${level}`}>
                  <span className="muted">{timeOf(at)}</span> {text}
                </li>
              ))}
            </ol>
          )
        }
      </Answer>
    </Panel>
  );
}
