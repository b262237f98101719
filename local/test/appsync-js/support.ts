import { createRuntime, evaluate } from '../../appsync-js/index.ts';
import type { Evaluation, PartialContext } from '../../appsync-js/index.ts';
import type { Clock } from '../../shared/clock.ts';
import { silentLog } from '../../shared/log.ts';

/** The moment of AWS's own samples of util.time. */
export const SAMPLE_TIME = 1517943695750;

export const fixedClock: Clock = { now: () => SAMPLE_TIME, after: () => () => {} };

const runtime = createRuntime({ clock: fixedClock, log: silentLog });

const IMPORTS = [
  "import { util, extensions, runtime } from '@aws-appsync/utils';",
  "import * as ddb from '@aws-appsync/utils/dynamodb';",
  "import * as rds from '@aws-appsync/utils/rds';",
  "import * as ai from '@aws-appsync/utils/ai';",
].join(' ');

/** Runs handlers given as function bodies; the imports stand on line 1, the body begins line 3. */
export function run(
  body: string,
  context: PartialContext = {},
  handler: 'request' | 'response' = 'request',
  within = runtime,
): Evaluation {
  const other = handler === 'request' ? 'response' : 'request';
  const code = `${IMPORTS}\nexport function ${handler}(ctx) {\n${body}\n}\nexport function ${other}(ctx) {}\n`;
  return evaluate({ code, handler, context, runtime: within });
}

/** The value of one expression, or the error's message without its position. */
export function valueOf(expression: string, context: PartialContext = {}): unknown {
  const { result, error } = run(`return ${expression};`, context);
  return error === null ? result : { message: error.message.replace(/^code\.js:\d+:\d+: /, '') };
}

export interface Case {
  /** Names the row in reports. */
  readonly id: string;
  readonly expression: string;
  readonly gives: unknown;
}
