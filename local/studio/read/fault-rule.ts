import { FAULT_KINDS, FAULTY_SERVICES, type FaultRule } from '../../faults/index.ts';
import { isObject } from '../../shared/is-object.ts';
import { badRequest, LocalRouteError } from '../routes/local-route-error.ts';
import type { Studio } from '../studio-context.ts';
import { functionNamed } from './function.ts';
import { oneOf } from './query.ts';
import { queueNamed } from './queue.ts';
import { tableNamed } from './table.ts';

const MEMBERS = [
  'service',
  'action',
  'resource',
  'kind',
  'rate',
  'times',
  'ms',
] as const satisfies (keyof FaultRule)[];
const MAX_DELAY_MS = 600_000; // 10 minutes

/**
 * A rule of a request; its resource by the name that calls have for it.
 * @param where the rule is in the body, for messages
 * @throws LocalRouteError BadRequest, NotFound
 */
export function readFaultRule(given: unknown, where: string, studio: Studio): FaultRule {
  if (!isObject(given)) throw badRequest(`${where} is no JSON object.`);
  const unknown = Object.keys(given).filter((name) => !MEMBERS.some((known) => known === name));
  if (unknown.length > 0) {
    throw badRequest(`${where} has ${unknown.join(', ')}; a rule takes ${MEMBERS.join(', ')}.`);
  }
  const { action, resource, rate, times, ms } = given;
  const service = oneOf(`${where}.service`, given['service'], FAULTY_SERVICES);
  if (action !== undefined && !(typeof action === 'string' && /^\w+$/.test(action))) {
    throw badRequest(`${where}.action is no name of an action, such as GetItem.`);
  }
  if (rate !== undefined && !(typeof rate === 'number' && rate > 0 && rate <= 1)) {
    throw badRequest(`${where}.rate is no number above 0 and up to 1.`);
  }
  const kind = oneOf(`${where}.kind`, given['kind'], FAULT_KINDS);
  if (kind === 'lag' && service !== 'dynamodb') {
    throw badRequest(
      `${where}.kind is lag, which indexes of dynamodb do and nothing of ${service}.`,
    );
  }
  requireCount(`${where}.times`, times, Number.MAX_SAFE_INTEGER);
  requireCount(`${where}.ms`, ms, MAX_DELAY_MS);
  return {
    service,
    kind,
    ...(action !== undefined && { action }),
    ...(resource !== undefined && { resource: resourceOf(service, resource, where, studio) }),
    ...(rate !== undefined && { rate }),
    ...(times !== undefined && { times }),
    ...(ms !== undefined && { ms }),
  };
}

function requireCount(
  where: string,
  value: unknown,
  max: number,
): asserts value is number | undefined {
  if (value === undefined) return;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= max) return;
  throw badRequest(`${where} is no whole number from 1 to ${max}.`);
}

/** By logical and short names too, as elsewhere below `/_local/`. */
function resourceOf(
  service: FaultRule['service'],
  name: unknown,
  where: string,
  studio: Studio,
): string {
  if (typeof name !== 'string' || name === '') throw badRequest(`${where}.resource is no name.`);
  if (service === 'dynamodb') return tableNamed(name, studio).name;
  if (service === 'lambda') return functionNamed(name, studio).name;
  if (service === 'sqs') return queueNamed(name, studio).queueName;
  const known = namesOf(service, studio);
  if (known.includes(name)) return name;
  const there = known.length === 0 ? 'The app has none' : `There is: ${known.join(', ')}`;
  const message = `${where}.resource: ${service} has nothing named ${name}. ${there}.`;
  throw new LocalRouteError(404, 'NotFound', message);
}

function namesOf(
  service: Exclude<FaultRule['service'], 'dynamodb' | 'lambda' | 'sqs'>,
  { app }: Studio,
): readonly string[] {
  switch (service) {
    case 'cognito':
      return app.userPools.map(({ userPoolId }) => userPoolId);
    case 's3':
      return app.buckets.map(({ bucketName }) => bucketName);
    case 'data-source':
      return app.apis.flatMap(({ dataSources }) => [...dataSources.keys()]);
    case 'ses':
    case 'mail':
      return [];
  }
}
