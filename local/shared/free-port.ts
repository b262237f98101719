import { randomInt } from 'node:crypto';
import getPort, { portNumbers } from 'get-port';

/** Below the ports that Linux (32768), macOS and Windows (49152) give to outgoing connections. */
const FIRST = 10_240;
const LAST = 32_767;
const TRIED = 20;

/**
 * A port of 127.0.0.1 on which nobody listens. A server that is started again on it finds it free: an
 * outgoing connection of any program could take one of the system's own choice meanwhile.
 */
export function freePort(): Promise<number> {
  const port = Array.from({ length: TRIED }, () => randomInt(FIRST, LAST + 1));
  return getPort({ host: '127.0.0.1', port });
}

/** Ports above a taken one that are tried. */
const NEAR = 50;

/** A free port soon after one that is taken. */
export function nextFreePort(host: string, taken: number): Promise<number> {
  const last = Math.min(taken + NEAR, 65_535);
  return getPort({ host, port: taken < last ? portNumbers(taken + 1, last) : [] });
}

/** Whether nobody listens there. */
export const isFreePort = async (host: string, port: number): Promise<boolean> =>
  (await getPort({ host, port })) === port;
