import { isRecord } from '../kernel/primordials.ts';

const defined = (payload: unknown): Record<string, unknown> =>
  isRecord(payload) ? { ...payload } : {};

/** A Bedrock InvokeModel request. */
export function invokeModel(payload: unknown): Record<string, unknown> {
  return { operation: 'InvokeModel', ...defined(payload) };
}

/** A Bedrock Converse request. */
export function converse(payload: unknown): Record<string, unknown> {
  return { operation: 'Converse', ...defined(payload) };
}
