import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { limitAccessToken } from './limit-access-token.ts';

export const handler = (event: PreTokenGenerationV2TriggerEvent) =>
  Promise.resolve(limitAccessToken(event));
