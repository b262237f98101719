import { randomUUID } from 'node:crypto';

/**
 * How Lambda names what it puts into a bucket.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * @param source `<mapping>/<shard>`, or `async/<function>`
 * @param now milliseconds since the epoch
 */
export function destinationKey(source: string, now: number): string {
  const [date = '', time = ''] = new Date(now).toISOString().slice(0, 19).split('T');
  const folder = date.replaceAll('-', '/');
  return `aws/lambda/${source}/${folder}/${date}T${time.replaceAll(':', '.')}-${randomUUID()}`;
}
