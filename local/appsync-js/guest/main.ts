import * as ai from '../modules/ai.ts';
import * as dynamodb from '../modules/dynamodb.ts';
import * as rds from '../modules/rds.ts';
import { extensions } from '../util/extensions.ts';
import { util } from '../util/index.ts';
import { runtime } from '../util/runtime.ts';
import { console, log, stop } from './console.ts';
import { define, run, start } from './kernel.ts';
import { lockdown } from './lockdown.ts';
import { freeze } from './primordials.ts';

const UTILS = '@aws-appsync/utils';

/** What bundles may import. */
const modules = {
  [UTILS]: freeze({ util, extensions, runtime }),
  [`${UTILS}/dynamodb`]: freeze(dynamodb),
  [`${UTILS}/rds`]: freeze(rds),
  [`${UTILS}/ai`]: freeze(ai),
};

lockdown({ util, extensions, runtime, console });

export { define, log, modules, run, start, stop };
