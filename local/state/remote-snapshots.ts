import { isObject } from '../shared/is-object.ts';
import { parseObject } from '../shared/parse-object.ts';
import type { Snapshots } from './snapshots.ts';
import { StateError } from './state-error.ts';

/** Snapshots of an engine in another process. */
export type RemoteSnapshots = Readonly<
  Record<Exclude<keyof Snapshots, 'list'>, (name: string) => Promise<unknown>>
>;

/** @param url of the engine's gateway */
export function createRemoteSnapshots(url: string): RemoteSnapshots {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}/_local/snapshots${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new StateError('Busy', `The engine at ${url} does not answer.`, { cause });
    });
    const text = await answer.text();
    if (answer.ok) return text === '' ? null : (JSON.parse(text) as unknown);
    throw new StateError('Conflict', messageOf(text) ?? `${url} answers ${answer.status}.`);
  };
  return {
    create: (name) => ask('POST', '', { name }),
    restore: (name) => ask('POST', `/${name}/restore`),
    delete: (name) => ask('DELETE', `/${name}`),
  };
}

/** What the engine says of a refusal; the gateway has a form of its own. */
function messageOf(text: string): string | null {
  const body = parseObject(text);
  if (body === null) return null;
  const { message } = isObject(body['error']) ? body['error'] : body;
  return typeof message === 'string' ? message : null;
}
