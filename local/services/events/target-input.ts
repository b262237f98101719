import type { EventRule, EventTarget } from '../../assembly/model.ts';
import { isObject } from '../../shared/is-object.ts';
import { eventTime, type BusEvent } from './bus-event.ts';

/**
 * What a target gets of an event.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 * @param now when the event came in, in milliseconds since the epoch
 */
export function inputFor(
  { input }: Pick<EventTarget, 'input'>,
  event: BusEvent,
  { ruleName, arn }: Pick<EventRule, 'ruleName' | 'arn'>,
  now: number,
): string {
  switch (input.from) {
    case 'event':
      return JSON.stringify(event);
    case 'constant':
      return input.text;
    case 'path':
      return JSON.stringify(valueAt(event, input.path) ?? null);
    case 'template': {
      const { detail: _detail, ...envelope } = event;
      const values = new Map<string, unknown>(
        Object.entries(input.paths).map(([name, path]) => [name, valueAt(event, path)]),
      );
      values.set('aws.events.rule-arn', arn);
      values.set('aws.events.rule-name', ruleName);
      values.set('aws.events.event.ingestion-time', eventTime(now));
      values.set('aws.events.event', envelope);
      values.set('aws.events.event.json', event);
      return fillIn(input.template, values);
    }
  }
}

/** `$.detail.items[0].name`; undefined where the event has nothing. `[*]` gives a list. */
export function valueAt(event: unknown, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').matchAll(/\[(\d+|\*|'[^']*')\]|([^.[\]]+)/g);
  let found: unknown = event;
  let isList = false;
  for (const [, index, name = index ?? ''] of steps) {
    const all = isList && Array.isArray(found) ? (found as unknown[]) : [found];
    const next = all.flatMap((value) => membersOf(value, name.replaceAll("'", '')));
    isList ||= name === '*';
    found = isList ? next : next[0];
  }
  return found;
}

function membersOf(value: unknown, name: string): readonly unknown[] {
  if (name === '*')
    return Array.isArray(value) ? value : Object.values(isObject(value) ? value : {});
  if (Array.isArray(value)) return [value[Number(name)]];
  return [isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined];
}

/**
 * Puts values in place of `<name>`: inside of quotes their text, elsewhere their JSON. One that the event does
 * not have is an empty text.
 */
function fillIn(template: string, values: ReadonlyMap<string, unknown>): string {
  let isQuoted = false;
  return template.replaceAll(/\\.|"|<([^<>]+)>/gs, (token, name: string | undefined) => {
    if (token === '"') isQuoted = !isQuoted;
    if (name === undefined || !values.has(name)) return token;
    const value = values.get(name) ?? '';
    if (!isQuoted) return JSON.stringify(value);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
}
