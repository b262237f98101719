import { expect } from 'vitest';
import { createClient, OnUserChangeDocument, tokenAuth } from 'user-manager-client';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import type { Life } from './agreement.ts';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import type { FaultProxy } from './fault-proxy.ts';
import type { Caller } from './graphql.ts';

/** One change as somebody heard of it. */
export interface Announcement {
  readonly id: string;
  /** Of the change: a deletion shows the record as it was, its version is the next one. */
  readonly version: number;
}

/** A subscriber to everything, from now on. */
export async function listen(outputs: LocalOutputs, caller: Caller) {
  const client = createClient({ ...outputs, auth: tokenAuth(() => caller.token) });
  const subscription = client.subscribe(OnUserChangeDocument, {});
  await subscription.ready;
  const heard: Announcement[] = [];
  const listening = (async () => {
    for await (const { onUserChange: change } of subscription) {
      if (change) heard.push(announcementOf(change));
    }
  })();
  return {
    heard: heard as readonly Announcement[],
    async [Symbol.asyncDispose]() {
      client.close();
      await listening.catch(() => undefined);
    },
  };
}

/** The changes that AppSync took, whether or not the function lived to hear so. */
export function takenBy(publisher: FaultProxy): Announcement[] {
  return publisher.asked.flatMap(({ operation, input, status }) =>
    operation === 'PublishUserChange' && status === 200
      ? announcementOf(input['input'] as Parameters<typeof announcementOf>[0])
      : [],
  );
}

const announcementOf = (change: {
  readonly type: string;
  readonly user: { readonly id: string; readonly version: number };
}): Announcement => ({
  id: change.user.id,
  version: change.user.version + (change.type === 'DELETED' ? 1 : 0),
});

/**
 * Waits until every change was heard, each user's in order; a change may be heard again.
 * @param before done before each look
 */
export async function untilAllIsHeard(
  heard: () => readonly Announcement[],
  lives: readonly Life[],
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await eventually(async () => {
    await before();
    const byUser = Map.groupBy(heard(), ({ id }) => id);
    // A repeat goes back to a version that was heard; what is new must be the next one.
    const wrong = lives.flatMap(({ id, versions }) => {
      const wanted = Array.from({ length: versions }, (_, index) => index + 1).join();
      const found = [...new Set(byUser.get(id)?.map(({ version }) => version))].join();
      return found === wanted ? [] : [`${id}: heard ${found} instead of ${wanted}`];
    });
    expect(wrong).toEqual([]);
  });
}
