import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, expect, test } from 'vitest';
import { readAnew } from '../../react/read-anew.ts';

const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
afterEach(() => queryClient.clear());

/** Something that is looked at, whose reads end when the test says so. */
function looked(queryKey: readonly string[]) {
  const reads: PromiseWithResolvers<string>[] = [];
  const queryFn = () => {
    const read = Promise.withResolvers<string>();
    reads.push(read);
    return read.promise;
  };
  const observer = new QueryObserver<string>(queryClient, { queryKey, queryFn });
  const stop = observer.subscribe(() => {});
  return { reads, stop, data: () => observer.getCurrentResult().data };
}

test('readAnew: a first read under way is followed by another, whatever becomes of it', async () => {
  for (const end of ['resolve', 'reject'] as const) {
    const { reads, stop, data } = looked(['root', end]);
    const anew = readAnew(queryClient, ['root', end]);
    reads[0]?.[end]('from before the news');
    await expect.poll(() => reads.length).toBe(2);
    reads[1]?.resolve('new');
    await anew;
    expect(data()).toBe('new');
    stop();
  }
});

test('readAnew: what was read is read again, what is under another key is not', async () => {
  const [own, other] = [looked(['root', 'own']), looked(['other'])];
  for (const { reads } of [own, other]) reads[0]?.resolve('old');
  await expect.poll(() => own.data()).toBe('old');
  const anew = readAnew(queryClient, ['root']);
  await expect.poll(() => own.reads.length).toBe(2);
  own.reads[1]?.resolve('new');
  await anew;
  expect(own.data()).toBe('new');
  expect(other.reads).toHaveLength(1);
  own.stop();
  other.stop();
});
