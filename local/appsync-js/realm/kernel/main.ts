import { extensions } from '../util/extensions.ts';
import { util } from '../util/index.ts';
import { runtime } from '../util/runtime.ts';
import { boundHelpers } from './bounded.ts';
import { chain, copied, index, keysOf, look, piece, sized, step } from './budget.ts';
import { console, log, stop } from './console.ts';
import { harden } from './harden.ts';
import { define, run, start } from './kernel.ts';
import { lockdown } from './lockdown.ts';
import { errorConstructor } from './stack.ts';

const helpers = boundHelpers({ util, extensions, runtime });
lockdown({ ...helpers, console, Error: errorConstructor });

/** `@aws-appsync/utils`; the other modules are loaded when a bundle first imports them. */
const utils = harden(helpers);

/** Exports of another module of the runtime, as bundles get them. */
const give = <T extends object>(module: T): T => harden(boundHelpers(module));

export {
  chain,
  copied,
  define,
  give,
  harden,
  index,
  keysOf,
  log,
  look,
  piece,
  run,
  sized,
  start,
  step,
  stop,
  utils,
};
