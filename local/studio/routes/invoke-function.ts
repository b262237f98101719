import type { FunctionErrorPayload, FunctionLine } from '../../services/lambda/index.ts';
import { allowOnly } from '../read/body.ts';
import { functionNamed } from '../read/function.ts';
import { badRequest } from './local-route-error.ts';
import { defineRoute } from './route.ts';

/** Body of `POST /_local/functions/NAME/invoke`. */
export interface InvokeFunctionInput {
  /** Any JSON value. */
  readonly event: unknown;
}

/** Its answer: also when the function failed. */
export type Invocation = {
  /** Milliseconds, with the start of a thread if there was none. */
  readonly ms: number;
  /** What the function wrote meanwhile, by other invocations at the same time too. */
  readonly lines: readonly FunctionLine[];
} & (
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: FunctionErrorPayload }
);

/** Invokes a function. */
export const invokeFunction = defineRoute({
  method: 'POST',
  path: '/_local/functions/:name/invoke',
  about:
    'Invokes a function with `event` of the body and waits for its answer; that it failed is an answer too. ' +
    '`InvokeFunctionInput`: `Invocation`.',
  async answer(studio, { params, body }): Promise<Invocation> {
    const { name } = functionNamed(params.name, studio);
    allowOnly(body, ['event'] satisfies (keyof InvokeFunctionInput)[]);
    if (!('event' in body))
      throw badRequest('event of the body is missing; any JSON value is one.');
    const { history } = studio.lambda;
    const before = history.lines(name, 0).at(-1)?.number ?? 0;
    const begun = performance.now();
    const result = await studio.lambda.invoke(name, body['event']);
    const ms = Math.round(performance.now() - begun);
    return { ...result, ms, lines: history.lines(name, before) };
  },
});
