import { expect, test } from 'vitest';
import { HELPERS } from '../../../appsync-js/rules/helper-names.ts';
import type { HelperNames } from '../../../appsync-js/rules/helper-names.ts';
import { extensions } from '../../../appsync-js/realm/util/extensions.ts';
import { util } from '../../../appsync-js/realm/util/index.ts';
import { runtime } from '../../../appsync-js/realm/util/runtime.ts';

const namesOf = (helpers: object): HelperNames =>
  Object.fromEntries(
    Object.entries(helpers).map(([name, value]) => [
      name,
      typeof value === 'function' ? null : namesOf(value as object),
    ]),
  );

test('HELPERS: names what the runtime gives, and nothing else', () => {
  expect(HELPERS).toEqual(namesOf({ util, extensions, runtime }));
});
