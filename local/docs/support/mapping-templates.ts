import { extensions } from '../../appsync-js/realm/util/extensions.ts';
import { listMethods } from '../../appsync-js/realm/vtl/methods/list.ts';
import { mapMethods } from '../../appsync-js/realm/vtl/methods/map.ts';
import { numberMethods } from '../../appsync-js/realm/vtl/methods/number.ts';
import { textMethods } from '../../appsync-js/realm/vtl/methods/text.ts';
import { vtlUtil } from '../../appsync-js/realm/vtl/util/index.ts';
import { codes, link, supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const TESTS = [
  'local/test/vtl/util.test.ts',
  'local/test/vtl',
  'local/test/resolver-runs/templates.test.ts',
];

const DIRECTIVES: Readonly<Record<string, string>> = {
  '#set':
    '`#set($x = [true])`, a list whose first element is a truth value, is a syntax error here.',
  '#if': '',
  '#elseif': '',
  '#else': '',
  '#foreach':
    'Ends after 1,000 iterations. `$foreach`, `$velocityCount` and `$velocityHasNext` are there.',
  '#break': '',
  '#return': 'With and without a value.',
  '#macro': 'Arguments are evaluated before the call.',
  '#define': 'A syntax error here.',
  '#evaluate': 'A syntax error here.',
  '#include': 'A syntax error here; AppSync has no files.',
  '#parse': 'A syntax error here; AppSync has no files.',
};
const MISSING = ['#define', '#evaluate', '#include', '#parse'];
const LIMITED = ['#set'];

/** The names of functions in an object of helpers, `time.nowISO8601`. */
const namesIn = (helpers: object, prefix = ''): string[] =>
  Object.entries(helpers).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? namesIn(value, `${prefix}${name}.`)
      : [`${prefix}${name}`],
  );

/** Mapping templates (VTL). */
export function mappingTemplates(): Section {
  const directives = rowsOf(Object.keys(DIRECTIVES), {
    tests: ['local/test/vtl/language.test.ts'],
    notes: Object.fromEntries(
      Object.entries(DIRECTIVES).filter(
        ([name]) => !MISSING.includes(name) && !LIMITED.includes(name),
      ),
    ),
    partly: Object.fromEntries(LIMITED.map((name) => [name, DIRECTIVES[name] ?? ''])),
    not: Object.fromEntries(MISSING.map((name) => [name, DIRECTIVES[name] ?? ''])),
    sign: (name) => name.slice(1),
  });
  const helpers = rowsOf(namesIn(vtlUtil), {
    tests: [...TESTS, 'local/test/appsync-js/realm/util'],
    sign: (name) => name.split('.').at(-1) ?? name,
  });
  const methods = Object.entries({
    strings: textMethods,
    numbers: numberMethods,
    lists: listMethods,
    maps: mapMethods,
  }).map(([kind, table]) => `of ${kind} ${codes(Object.keys(table))}`);
  return {
    title: 'Mapping templates (VTL)',
    body: [
      `Unit and pipeline resolvers and functions with mapping templates run beside those in APPSYNC_JS, in the same isolated runtime with the same limits; both versions, \`2017-02-28\` and \`2018-05-29\`, behave as AWS documents them. A whole app of the form that Amplify generates is ${link('local/test/fixtures/todos/todos.test.ts')}. A template that is no Velocity is named at start and, as on AWS, fails with \`MappingTemplate\` when it is evaluated. \`evaluateMappingTemplate\` of \`appsync-on-a-laptop/evaluate\` runs one template offline.`,
      supportTable('directive', directives),
      'Functions of `$util` and `$utils`:',
      supportTable('function', helpers),
      `\`$extensions\`: ${codes(Object.keys(extensions))}. Methods of Java ${methods.join('; ')}. A method that is not there gives null, as in Velocity.`,
    ],
  };
}
