import type { Clock } from '../../shared/clock.ts';
import { createIds } from './ids.ts';
import { createTime } from './time.ts';
import { parseXml } from './xml.ts';

/** What the realm can ask for, by name. Arguments and results are JSON. */
export type HostFunctions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** The functions behind util.* that need Node or a library. */
export function createHostFunctions(clock: Clock): HostFunctions {
  const ids = createIds(clock);
  const time = createTime(clock);
  return {
    'ids.uuid': ids.uuid,
    'ids.ulid': ids.ulid,
    'ids.ksuid': ids.ksuid,
    'time.now': () => clock.now(),
    'time.nowISO8601': time.nowISO8601,
    'time.nowFormatted': time.nowFormatted,
    'time.parseFormatted': time.parseFormatted,
    'time.parseISO8601': time.parseISO8601,
    'time.toISO8601': time.toISO8601,
    'time.toFormatted': time.toFormatted,
    'xml.parse': parseXml,
  };
}
