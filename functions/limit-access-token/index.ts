import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { limitAccessToken } from './limit-access-token.ts';

const MAY_SET_UP = process.env['FACTOR_SET_UP'] === 'true';

/** Lambda handler of the user pool's trigger before each token. */
export const handler = (event: PreTokenGenerationV2TriggerEvent) =>
  Promise.resolve(limitAccessToken(event, MAY_SET_UP));
