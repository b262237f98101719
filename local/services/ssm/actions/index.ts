import type { ParameterAction } from '../action.ts';
import { GetParameter } from './GetParameter.ts';
import { GetParameters } from './GetParameters.ts';
import { GetParametersByPath } from './GetParametersByPath.ts';

/** By the name after `AmazonSSM.` in X-Amz-Target. */
export const actions: ReadonlyMap<string, ParameterAction> = new Map(
  Object.entries({ GetParameter, GetParameters, GetParametersByPath }),
);
