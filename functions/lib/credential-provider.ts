import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in bundles where the SDK's client would bring every way there is to find credentials: profiles,
 * SSO, processes, instance metadata. Lambda has one, its environment. A third of a function's start is
 * saved (docs/performance.md).
 */
export const defaultProvider = fromEnv;
