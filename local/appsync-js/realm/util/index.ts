import { freeze } from '../kernel/primordials.ts';
import { core } from './core.ts';
import { dynamodb } from './dynamodb.ts';
import { http } from './http.ts';
import { math } from './math.ts';
import { rds } from './rds.ts';
import { str } from './str.ts';
import { time } from './time.ts';
import { transform } from './transform.ts';
import { xml } from './xml.ts';

/** `util`: one file a namespace. */
export const util = freeze({
  ...core,
  dynamodb: freeze(dynamodb),
  http: freeze(http),
  math: freeze(math),
  rds: freeze(rds),
  str: freeze(str),
  time: freeze(time),
  transform: freeze(transform),
  xml: freeze(xml),
});
