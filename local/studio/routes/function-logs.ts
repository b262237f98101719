import type { FunctionLine } from '../../services/lambda/index.ts';
import { functionNamed } from '../read/function.ts';
import { numberIn } from '../read/query.ts';
import { defineRoute } from './route.ts';

/** `GET /_local/functions/NAME/logs`: oldest first. */
export interface FunctionLogs {
  readonly lines: readonly FunctionLine[];
}

/** What a function wrote. */
export const functionLogs = defineRoute({
  method: 'GET',
  path: '/_local/functions/:name/logs',
  about:
    'The last 100 lines of a function, oldest first; `?after=` the number of the last line that is known: `FunctionLogs`.',
  answer(studio, { params, query }): FunctionLogs {
    const { name } = functionNamed(params.name, studio);
    const after = numberIn(query, 'after', { otherwise: 0, min: 0, max: Number.MAX_SAFE_INTEGER });
    return { lines: studio.lambda.history.lines(name, after) };
  },
});
