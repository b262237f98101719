import { apply, freeze, keys, toText } from '../../kernel/primordials.ts';
import { dynamodb } from '../../util/dynamodb.ts';
import { http } from '../../util/http.ts';
import { math } from '../../util/math.ts';
import { rds } from '../../util/rds.ts';
import { str } from '../../util/str.ts';
import { time } from '../../util/time.ts';
import { transform } from '../../util/transform.ts';
import { xml } from '../../util/xml.ts';
import { list, map } from './collections.ts';
import { toJson, vtlCore } from './core.ts';
import { log } from './log.ts';

type Helper = (...args: readonly unknown[]) => unknown;

/** Each helper of `$util.dynamodb` has a sister that answers JSON text. */
function withJson(helpers: Readonly<Record<string, unknown>>): Record<string, Helper> {
  const all: Record<string, Helper> = {};
  for (const name of keys(helpers)) {
    const helper = helpers[name] as Helper;
    all[name] = helper;
    if (name !== 'fromS3ObjectJson')
      all[`${name}Json`] = (value: unknown, ...rest: readonly unknown[]) =>
        toJson(apply(helper, undefined, [value, ...rest]));
  }
  return all;
}

/** `$util`: one file a namespace, most of them those of APPSYNC_JS. */
export const vtlUtil = {
  ...vtlCore,
  dynamodb: withJson(dynamodb),
  http: freeze(http),
  list,
  log,
  map,
  math: freeze(math),
  rds: { ...rds, toJsonString: (result: unknown) => toJson(rds.toJsonObject(result)) },
  str: {
    ...str,
    toUpper: (text: unknown) => toText(text).toUpperCase(),
    toLower: (text: unknown) => toText(text).toLowerCase(),
    toReplace: (text: unknown, part: unknown, other: unknown) =>
      toText(text).split(toText(part)).join(toText(other)),
  },
  time: freeze(time),
  transform: freeze(transform),
  xml: freeze(xml),
};
