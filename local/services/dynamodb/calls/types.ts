import type { ApiOutput } from '../api-client.ts';
import type { CallInput } from '../request-context.ts';

/**
 * Sends one call to the engine.
 * @throws ApiException for what it refuses
 */
export type Send = (operation: string, input: CallInput) => Promise<ApiOutput>;
