import { extensions } from '../util/extensions.ts';
import { util } from '../util/index.ts';
import { runtime } from '../util/runtime.ts';
import { console, log, stop } from './console.ts';
import { define, run, start } from './kernel.ts';
import { lockdown } from './lockdown.ts';
import { freeze } from './primordials.ts';
import { errorStandIn } from './stack.ts';

/** `@aws-appsync/utils`; the other modules are loaded when a bundle first imports them. */
const utils = freeze({ util, extensions, runtime });

lockdown({ util, extensions, runtime, console, Error: errorStandIn });

export { define, freeze, log, run, start, stop, utils };
