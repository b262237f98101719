import { requirePermission } from '../../../aws/index.ts';
import { eventBusNameOf } from '../../../shared/event-bus-name.ts';
import { isObject } from '../../../shared/is-object.ts';
import { invalid, type EventAction } from '../action.ts';
import { busEvent } from '../bus-event.ts';
import { entriesProblem, putEvents } from '../put-events.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const PutEvents: EventAction = ({ Entries }, services, caller) => {
  const entries = (Array.isArray(Entries) ? Entries : []).map((given: unknown) => {
    const { Source, DetailType, Detail, Resources, Time, EventBusName } = isObject(given)
      ? given
      : {};
    return {
      source: Source,
      detailType: DetailType,
      detail: Detail,
      resources: Resources,
      time: Time,
      eventBusName: busNameIn(EventBusName),
    };
  });
  const problem = entriesProblem(entries);
  if (problem !== null) throw invalid(problem);
  const { region, accountId, now, take } = services;
  for (const name of new Set(entries.map(({ eventBusName }) => eventBusName))) {
    const arn = `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
    requirePermission(caller, ['events:PutEvents', arn]);
  }
  return putEvents(entries, ({ at, ...taken }, { eventBusName }) => {
    const event = busEvent({ ...taken, at: at ?? now() }, services);
    take(event, eventBusName);
    return event.id;
  });
};

/** A name, or the bus's ARN. */
const busNameIn = (given: unknown): string =>
  typeof given === 'string' && given !== '' ? eventBusNameOf(given) : 'default';
