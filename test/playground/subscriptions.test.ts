import { expect, test } from 'vitest';
import type { Client } from 'user-manager-client';
import { eventually } from 'appsync-on-a-laptop/testing/eventually';
import { Subscriptions } from '../../playground/subscriptions.ts';

/** A client whose subscription hears what `tell` says, until it is ended. */
function source() {
  const waiting: ((result: IteratorResult<unknown>) => void)[] = [];
  const told: unknown[] = [];
  let isEnded = false;
  const client = {
    subscribe: () => ({
      next: () =>
        new Promise<IteratorResult<unknown>>((resolve) => {
          if (isEnded) resolve({ done: true, value: undefined });
          else if (told.length > 0) resolve({ done: false, value: told.shift() });
          else waiting.push(resolve);
        }),
      unsubscribe() {
        isEnded = true;
        for (const resolve of waiting.splice(0)) resolve({ done: true, value: undefined });
      },
    }),
  } as unknown as Client;
  return {
    client,
    tell(value: unknown) {
      const resolve = waiting.shift();
      if (resolve) resolve({ done: false, value });
      else told.push(value);
    },
    get isEnded() {
      return isEnded;
    },
  };
}

function begin(subscriptions: Subscriptions, { client }: { client: Client }, name = 'S') {
  const toShown = (error: unknown) => ({
    data: null,
    errors: [],
    extensions: { said: String(error) },
  });
  return subscriptions.begin({ client, text: '', variables: {}, name, toShown });
}

/** What the editor does when another tab is opened: it ends what runs, and tells of the tab. */
function changeTab(subscriptions: Subscriptions, running: AsyncIterator<unknown>, tab: string) {
  void running.return?.();
  subscriptions.openTab(tab);
}

test('Subscriptions: one lives on when another tab is opened, and keeps what it hears', async () => {
  const subscriptions = new Subscriptions();
  const here = source();
  subscriptions.openTab('a');
  const running = begin(subscriptions, here);
  here.tell({ n: 1 });
  expect(await running.next()).toEqual({ done: false, value: { data: { n: 1 } } });
  changeTab(subscriptions, running, 'b');
  here.tell({ n: 2 });
  await eventually(() => expect(subscriptions.list()[0]?.events).toHaveLength(2));
  expect(subscriptions.list()).toMatchObject([{ tab: 'a', name: 'S', isLive: true }]);
  expect(subscriptions.list()[0]?.events[0]?.text).toContain('"n": 2');
  expect(here.isEnded).toBe(false);
});

test('Subscriptions: each tab has a list of its own, and one subscription at a time', async () => {
  const subscriptions = new Subscriptions();
  const [first, second, again] = [source(), source(), source()];
  subscriptions.openTab('a');
  const running = begin(subscriptions, first, 'A');
  changeTab(subscriptions, running, 'b');
  begin(subscriptions, second, 'B');
  expect(subscriptions.list().map(({ name }) => name)).toEqual(['A', 'B']);
  subscriptions.openTab('a');
  begin(subscriptions, again, 'A again');
  expect(subscriptions.list().map(({ name }) => name)).toEqual(['B', 'A again']);
  expect([first.isEnded, second.isEnded]).toEqual([true, false]);
  await Promise.resolve();
  subscriptions.closeAll();
  expect([subscriptions.list(), second.isEnded, again.isEnded]).toEqual([[], true, true]);
});

test('Subscriptions: the stop of the editor ends it, and its events stay', async () => {
  const subscriptions = new Subscriptions();
  const here = source();
  subscriptions.openTab('a');
  const running = begin(subscriptions, here);
  here.tell({ n: 1 });
  await running.next();
  await running.return?.();
  expect(here.isEnded).toBe(true);
  expect(subscriptions.list()).toMatchObject([{ isLive: false, events: [{ key: 1 }] }]);
});

test('Subscriptions: what fails is told in the editor and in the list', async () => {
  const subscriptions = new Subscriptions();
  const client = {
    subscribe: () => ({
      next: () => Promise.reject(new Error('refused')),
      unsubscribe() {},
    }),
  } as unknown as Client;
  const running = begin(subscriptions, { client });
  const { value } = await running.next();
  expect(JSON.stringify(value)).toContain('refused');
  expect(await running.next()).toEqual({ done: true, value: undefined });
  expect(subscriptions.list()[0]).toMatchObject({ isLive: false, events: [{ key: 1 }] });
});
