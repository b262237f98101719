import { hash } from 'node:crypto';

import { compileArguments, compileFilter } from './filters.ts';
import type { Matcher } from './filters.ts';
import type { SubscriptionPlan } from './types.ts';

/** Who holds a subscription: a connection. */
export interface Subscriber {
  /**
   * `payload` is the JSON text of a data frame's payload. `round` numbers the event: between two
   * rounds sockets had time to drain, within one they had not.
   */
  deliver(id: string, payload: string, round: number): void;
  /** Ends the subscription and, as AppSync does, its whole connection. */
  invalidate(id: string): void;
}

/** A subscription under way. */
export interface Subscription {
  readonly id: string;
  readonly subscriber: Subscriber;
  readonly plan: SubscriptionPlan;
  readonly audience: Audience;
}

/** Subscriptions that want the same events in the same shape: tested, cut and serialised once. */
export interface Audience {
  readonly key: string;
  readonly plan: SubscriptionPlan;
  readonly matches: Matcher;
  readonly members: Set<Subscription>;
}

/** All subscriptions of an API, by mutation for events and by field for invalidations. */
export class SubscriptionTable {
  readonly #audiences = new Map<string, Audience>();
  readonly #byMutation = new Map<string, Set<Audience>>();
  readonly #byField = new Map<string, Set<Subscription>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(id: string, subscriber: Subscriber, plan: SubscriptionPlan): Subscription {
    const audience = this.#audienceOf(plan);
    const subscription = { id, subscriber, plan, audience };
    audience.members.add(subscription);
    addTo(this.#byField, plan.fieldName, subscription);
    this.#size += 1;
    return subscription;
  }

  remove(subscription: Subscription): void {
    const { audience, plan } = subscription;
    if (!audience.members.delete(subscription)) return;
    this.#size -= 1;
    removeFrom(this.#byField, plan.fieldName, subscription);
    if (audience.members.size > 0) return;
    this.#audiences.delete(audience.key);
    for (const mutation of audience.plan.mutations) {
      removeFrom(this.#byMutation, mutation, audience);
    }
  }

  audiencesOf(mutation: string): Iterable<Audience> {
    return this.#byMutation.get(mutation) ?? [];
  }

  subscriptionsOf(fieldName: string): Iterable<Subscription> {
    return this.#byField.get(fieldName) ?? [];
  }

  #audienceOf(plan: SubscriptionPlan): Audience {
    const wanted = [plan.fieldName, plan.projectionKey, plan.filter, plan.arguments];
    // The text itself would be a fifth of what a subscription costs.
    const key = hash('sha256', JSON.stringify(wanted), 'base64');
    const known = this.#audiences.get(key);
    if (known !== undefined) return known;
    const matches = plan.filter ? compileFilter(plan.filter) : compileArguments(plan.arguments);
    const audience: Audience = { key, plan, matches, members: new Set() };
    this.#audiences.set(key, audience);
    for (const mutation of plan.mutations) addTo(this.#byMutation, mutation, audience);
    return audience;
  }
}

function addTo<Value>(index: Map<string, Set<Value>>, key: string, value: Value): void {
  const values = index.get(key);
  if (values === undefined) index.set(key, new Set([value]));
  else values.add(value);
}

function removeFrom<Value>(index: Map<string, Set<Value>>, key: string, value: Value): void {
  const values = index.get(key);
  values?.delete(value);
  if (values?.size === 0) index.delete(key);
}
