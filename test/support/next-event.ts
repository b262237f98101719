import { PATIENCE } from 'appsync-on-a-laptop/testing/patience';

const WITHIN = PATIENCE.soon;

/** The next event of a subscription, or a failure when none comes in time. */
export async function nextEvent<T>(events: AsyncIterator<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no event within ${WITHIN} ms`)), WITHIN);
  try {
    const { value, done } = await Promise.race([events.next(), late.promise]);
    if (done) throw new Error('the subscription ended');
    return value;
  } finally {
    clearTimeout(timer);
  }
}
