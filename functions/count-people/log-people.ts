import { USER_STATUSES } from '../../generated/enum-values.ts';
import type { MetricName } from '../../model/metrics.ts';
import { embeddedMetric } from '../lib/embedded-metric.ts';
import type { Log } from '../lib/logger.ts';
import type { PeopleCount } from './count-people.ts';

/** One line for each metric: a line has one value of a name. */
export function logPeople(log: Log, { byStatus, expiredInvitations }: PeopleCount): void {
  const tell = (name: MetricName, value: number, by: Readonly<Record<string, string>>) =>
    log.info('counted', { ...embeddedMetric({ name, value, by: [by] }) });
  for (const status of USER_STATUSES) tell('People', byStatus[status], { status });
  tell('Invitations', expiredInvitations, { state: 'EXPIRED' });
}
