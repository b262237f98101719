import { onTestFinished } from 'vitest';
import { createGateway } from '../../gateway/index.ts';
import type { Gateway } from '../../gateway/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { silentLog } from '../../shared/log.ts';
import type { Log } from '../../shared/log.ts';

/** A gateway on a free port that ends with the test. */
export async function withGateway(
  routes: readonly HttpRoute[] = [],
  {
    ready = true,
    log = silentLog,
    allowedHosts,
  }: { ready?: boolean; log?: Log; allowedHosts?: readonly string[] } = {},
): Promise<Gateway> {
  const gateway = createGateway({
    host: '127.0.0.1',
    port: 0,
    log,
    ...(allowedHosts && { allowedHosts }),
  });
  gateway.addRoutes(routes);
  await gateway.start();
  onTestFinished(() => gateway.stop());
  if (ready) gateway.setReady();
  return gateway;
}
