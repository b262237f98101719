import { expect, test } from 'vitest';

import { userNameOf } from '../auth/user-name.ts';

test.each([
  ['anna@bücher.example', 'anna@xn--bcher-kva.example'],
  [' Anna@BÜCHER.example ', 'anna@xn--bcher-kva.example'],
  ['anna@bu\u0308cher.example', 'anna@xn--bcher-kva.example'],
  ['anna@例え。テスト', 'anna@xn--r8jz45g.xn--zckzah'],
  ['Anna@Example.COM', 'anna@example.com'],
  ['ÄNNE@faß.example', 'änne@xn--fa-hia.example'],
])('userNameOf: knows %s by the name that the directory gives Cognito', (entered, name) => {
  expect(userNameOf(entered)).toBe(name);
});

test('userNameOf: leaves a name that is no address as it is', () => {
  expect(userNameOf(' Anna ')).toBe(' Anna ');
});

test.each([
  'anna@bücher.example/path',
  'anna@bü:80',
  'anna@ü%41',
  'anna@ü ü',
  'anna@ü#',
  'anna@xn--ü',
])('userNameOf: makes no other domain of %s', (entered) => {
  expect(userNameOf(entered)).toBe('anna@');
});
