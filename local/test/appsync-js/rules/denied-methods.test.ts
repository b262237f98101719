import { describe, expect, test } from 'vitest';
import { createRuntime, evaluate } from '../../../appsync-js/index.ts';
import { silentLog } from '../../../shared/log.ts';
import { fixedClock } from '../support.ts';

/*
 * The methods that @aws-appsync/eslint-plugin 2.0.2 denies, by its own list. Left out is String.raw,
 * which the developer guide lists as supported.
 */
const DENIED: readonly (readonly [call: string, names: string])[] = [
  ['[1].NAME()', 'copyWithin entries group groupToMap keys toLocaleString toString values'],
  ['Array.NAME([1])', 'from of'],
  [
    'Object.NAME({})',
    'create defineProperties defineProperty freeze getOwnPropertyDescriptor getOwnPropertyDescriptors getOwnPropertyNames getOwnPropertySymbols getPrototypeOf hasOwnProperty is isExtensible isFrozen isPrototypeOf isSealed preventExtensions propertyIsEnumerable seal setPrototypeOf toLocaleString toString valueOf',
  ],
  ['({}).NAME("a")', 'hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString'],
  [
    '"a".NAME("b")',
    'charCodeAt localeCompare matchAll padEnd padStart repeat search toLocaleLowerCase toLocaleUpperCase valueOf',
  ],
  ['String.NAME(65)', 'fromCharCode fromCodePoint'],
  [
    'new Date().NAME(1)',
    'setDate setFullYear setHours setMilliseconds setMinutes setMonth setSeconds setTime setUTCDate setUTCFullYear setUTCHours setUTCMilliseconds setUTCMinutes setUTCMonth setUTCSeconds setYear toGMTString toLocaleDateString toLocaleString toLocaleTimeString',
  ],
];

const runtime = createRuntime({ clock: fixedClock, log: silentLog });

const codeErrorsOf = (expression: string) =>
  evaluate({
    code: `export function request() { return ${expression}; }\nexport function response() {}`,
    handler: 'request',
    runtime,
  }).error?.codeErrors;

describe('methods that the AWS plugin denies', () => {
  const calls = DENIED.flatMap(([call, names]) =>
    names.split(' ').flatMap((name) => {
      const dotted = call.replace('NAME', name);
      return [
        dotted,
        dotted.replace(`.${name}(`, `?.${name}(`),
        dotted.replace(`.${name}(`, `['${name}'](`),
      ];
    }),
  );
  test.each(calls)('%s: is refused before anything runs', (expression) => {
    expect(codeErrorsOf(expression)?.[0]).toMatchObject({ errorType: 'LINT_ERROR' });
  });
});
