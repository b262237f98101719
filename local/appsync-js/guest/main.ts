import { extensions } from '../util/extensions.ts';
import { util } from '../util/index.ts';
import { runtime } from '../util/runtime.ts';
import { console, log, stop } from './console.ts';
import { harden } from './harden.ts';
import { define, run, start } from './kernel.ts';
import { lockdown } from './lockdown.ts';
import { errorStandIn } from './stack.ts';

lockdown({ util, extensions, runtime, console, Error: errorStandIn });

/** `@aws-appsync/utils`; the other modules are loaded when a bundle first imports them. */
const utils = harden({ util, extensions, runtime });

export { define, harden, log, run, start, stop, utils };
