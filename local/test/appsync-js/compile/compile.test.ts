import { expect, test } from 'vitest';
import { compile } from '../../../appsync-js/compile/compile.ts';
import { eventHandlerRules } from '../../../appsync-js/rules/index.ts';

const source =
  'export function request() { return 1; }\nexport function response() { return 2; }\n';

test('compile: the same bundle again is as it was, without more work', () => {
  expect(compile({ source, file: 'a.js' })).toBe(compile({ source, file: 'a.js' }));
});

test('compile: the same text under another name tells that name', () => {
  const places = ['a.js', 'b.js'].map((file) => compile({ source, file }).placeOf('response'));
  expect(places).toEqual(['a.js:2:17', 'b.js:2:17']);
});

test('compile: what other rules take is not taken by these', () => {
  const handlers = {
    source: 'export function onPublish(ctx) { return ctx.events; }',
    file: 'c.js',
  };
  expect(compile(handlers, eventHandlerRules).exports).toEqual(['onPublish']);
  expect(() => compile(handlers)).toThrow('required-handlers');
});

test('compile: a bundle that broke a rule is refused again', () => {
  const refused = { source: `${source}for (;;) {}`, file: 'd.js' };
  expect(() => compile(refused)).toThrow('no-for');
  expect(() => compile(refused)).toThrow('no-for');
});
