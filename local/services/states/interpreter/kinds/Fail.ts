import { textOf } from '../../text-of.ts';
import { StateError } from '../state-error.ts';
import type { Kind } from './kind.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html */
export const Fail: Kind = async ({ state, language, moment }) => {
  const [error, cause] = await Promise.all(
    ['Error', 'Cause'].map((field) => language.field(state, field, moment)),
  );
  throw new StateError(textOf(error), textOf(cause));
};
