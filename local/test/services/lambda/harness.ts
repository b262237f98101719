import type { LambdaFunction } from '../../../assembly/model.ts';
import { createLambdaHost, type LambdaHostOptions } from '../../../services/lambda/index.ts';
import { systemClock } from '../../../shared/clock.ts';
import { createCredentialStore } from '../../../aws/credentials.ts';
import { silentLog } from '../../../shared/log.ts';
import { cleanups } from '../../../testing/cleanups.ts';

/** A host that ends with the test. */
export function lambdaHost(
  functions: readonly LambdaFunction[],
  options: Partial<LambdaHostOptions> = {},
): ReturnType<typeof createLambdaHost> {
  const host = createLambdaHost(functions, {
    endpointUrl: 'http://127.0.0.1:4000',
    credentials: createCredentialStore('000000000000'),
    region: 'us-east-1',
    clock: systemClock,
    log: silentLog,
    ...options,
  });
  cleanups.push(() => host.stop());
  return host;
}
