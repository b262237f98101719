import type { TraceRecord } from '../../../../tracing/types.ts';
import type { RunningApp } from '../../../routes/app.ts';

/** A command that asks the same once more; null for what no client asked. */
export function curlOf(
  { kind, request, caller, name, apiId }: TraceRecord,
  app: RunningApp,
): string | null {
  if (kind === 'request') {
    const api = app.apis.find(({ id }) => id === apiId);
    if (!api) return null;
    return command(api.url, request, headerOf(caller, api));
  }
  if (kind === 'invocation') {
    const invoked = app.functions.find(({ shortName }) => name.endsWith(shortName));
    const path = `/2015-03-31/functions/${invoked?.name ?? name}/invocations`;
    return command(`${app.engine.url}${path}`, request);
  }
  return null;
}

function command(url: string, body: unknown, header?: string): string {
  return [
    `curl -sS ${url}`,
    "-H 'content-type: application/json'",
    ...(header === undefined ? [] : [`-H ${header}`]),
    `--data ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

/** Of a key the key itself; whoever has a token puts it into the variable. */
function headerOf(caller: string | null, { authModes }: RunningApp['apis'][number]): string {
  const [key] = authModes.flatMap((mode) => (mode.type === 'API_KEY' ? mode.keys : []));
  return key && caller === 'API key' ? quoted(`x-api-key: ${key.key}`) : '"authorization: $TOKEN"';
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
