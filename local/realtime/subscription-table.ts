import { hash } from 'node:crypto';

import { LRUCache } from 'lru-cache';

import { compileArguments, compileFilter, createFilterForms } from './filters.ts';
import type { Filter } from './filters.ts';
import type { AppSyncError } from '../shared/graphql-error.ts';
import type { SubscriptionJudgement, SubscriptionPlan } from './types.ts';

/** Who holds a subscription: a connection. */
export interface Subscriber {
  /**
   * `payload` is the JSON text of a data frame's payload. `round` numbers the event: between two
   * rounds sockets had time to drain, within one they had not.
   */
  deliver(id: string, payload: string, round: number): void;
  /** Ends the subscription and, as AppSync does, its whole connection. */
  invalidate(id: string): void;
  /** Ends the subscription alone, saying why. */
  fail(id: string, errors: readonly AppSyncError[]): void;
  /** Id of the record of a subscription's start, if there is one. */
  recordOf?(id: string): string | null;
}

/** How events are cut for all subscriptions with the same selection; `query`: of the first of them. */
export type Projection = Pick<SubscriptionPlan, 'fieldName' | 'project' | 'query'>;

/** A subscription under way. Thousands of them are kept, so it holds nothing that can be shared. */
export interface Subscription {
  readonly id: string;
  readonly subscriber: Subscriber;
  readonly audience: Audience;
  /** Which invalidations end it. */
  readonly invalidation: Filter | null;
}

/** Subscriptions that want the same events in the same shape: tested, cut and serialised once. */
export interface Audience {
  readonly key: string;
  readonly projection: Projection;
  readonly filter: Filter;
  readonly members: Set<Subscription>;
  /** Whether an event was for it yet, or it was told that none was. */
  hasHeard: 'nothing' | 'no event' | 'events';
}

/** All that listen to one field of type Subscription. */
interface Listeners {
  mutations: readonly string[];
  readonly audiences: Map<string, Audience>;
}

/** All subscriptions of an API, by mutation for events and by field for invalidations. */
export class SubscriptionTable {
  readonly #listeners = new Map<string, Listeners>();
  readonly #forms = createFilterForms();
  /** Clients choose their selections, so not all are kept; one that was forgotten is made anew. */
  readonly #projections = new LRUCache<string, Projection>({ max: 1_000 });
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(id: string, subscriber: Subscriber, plan: SubscriptionPlan): Subscription {
    const audience = this.#audienceOf(plan);
    const invalidation =
      plan.invalidationFilter && compileFilter(plan.invalidationFilter, this.#forms);
    const subscription = { id, subscriber, audience, invalidation };
    audience.members.add(subscription);
    this.#size += 1;
    return subscription;
  }

  remove(subscription: Subscription): void {
    const { key, members, projection } = subscription.audience;
    if (!members.delete(subscription)) return;
    this.#size -= 1;
    if (members.size > 0) return;
    const audiences = this.#listeners.get(projection.fieldName)?.audiences;
    audiences?.delete(key);
    if (audiences?.size === 0) this.#listeners.delete(projection.fieldName);
  }

  *audiencesOf(mutation: string): Iterable<Audience> {
    for (const { mutations, audiences } of this.#listeners.values()) {
      if (mutations.includes(mutation)) yield* audiences.values();
    }
  }

  *subscriptionsOf(fieldName: string): Iterable<Subscription> {
    const audiences = this.#listeners.get(fieldName)?.audiences.values() ?? [];
    for (const { members } of audiences) yield* members;
  }

  /** Keeps what another version of the API still admits, and ends the rest. */
  judge(judgementOf: (projection: Projection) => SubscriptionJudgement): void {
    this.#projections.clear();
    for (const listeners of [...this.#listeners.values()]) {
      for (const { projection, members } of [...listeners.audiences.values()]) {
        const judgement = judgementOf(projection);
        if ('mutations' in judgement) listeners.mutations = judgement.mutations;
        else for (const { id, subscriber } of [...members]) subscriber.fail(id, judgement.errors);
      }
    }
  }

  #audienceOf(plan: SubscriptionPlan): Audience {
    const { audiences } = this.#listenersTo(plan);
    const filter = plan.filter
      ? compileFilter(plan.filter, this.#forms)
      : compileArguments(plan.arguments, this.#forms);
    const wanted = JSON.stringify([plan.projectionKey, filter.form.key, filter.values]);
    // The text itself would be a third of what a subscription costs.
    const key = hash('sha256', wanted, 'binary');
    const known = audiences.get(key);
    if (known !== undefined) return known;
    const projection = this.#projectionOf(plan);
    const audience: Audience = {
      key,
      projection,
      filter,
      members: new Set(),
      hasHeard: 'nothing',
    };
    audiences.set(key, audience);
    return audience;
  }

  #listenersTo({ fieldName, mutations }: SubscriptionPlan): Listeners {
    const known = this.#listeners.get(fieldName);
    if (known !== undefined) return known;
    const listeners = { mutations, audiences: new Map<string, Audience>() };
    this.#listeners.set(fieldName, listeners);
    return listeners;
  }

  #projectionOf(plan: SubscriptionPlan): Projection {
    const { fieldName, project, projectionKey, query } = plan;
    const key = `${fieldName} ${projectionKey}`;
    const known = this.#projections.get(key);
    if (known !== undefined) return known;
    const projection = { fieldName, project, query };
    this.#projections.set(key, projection);
    return projection;
  }
}
