import type { SecretAction } from '../action.ts';
import { DescribeSecret } from './DescribeSecret.ts';
import { GetSecretValue } from './GetSecretValue.ts';

/** By the name after `secretsmanager.` in X-Amz-Target. */
export const actions: ReadonlyMap<string, SecretAction> = new Map(
  Object.entries({ DescribeSecret, GetSecretValue }),
);
