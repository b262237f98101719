import { describe, expect, test } from 'vitest';
import {
  compileEventPattern,
  compilePattern,
  LAMBDA_OPERATORS,
  OPERATORS,
} from '../../../shared/event-pattern/index.ts';

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
const event = {
  source: 'aws.ec2',
  region: 'eu-west-1',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-0'],
  detail: {
    state: 'initializing',
    file: 'dir/pictures/cat.png',
    starred: 'a*b\\c',
    price: 15,
    ip: '10.0.0.17',
    ip6: '2001:db8::1',
    last: '',
    user: null,
    responsible: { name: 'Ann' },
  },
};

const detail = (pattern: object) => ({ detail: pattern });

const matching: [string, object][] = [
  ['equals', { source: ['aws.s3', 'aws.ec2'] }],
  ['one of a list', { resources: [{ prefix: 'arn:aws:ec2' }] }],
  ['prefix in any case', detail({ state: [{ prefix: { 'equals-ignore-case': 'INIT' } }] })],
  ['suffix', detail({ file: [{ suffix: '.png' }] })],
  ['suffix in any case', detail({ file: [{ suffix: { 'equals-ignore-case': '.PNG' } }] })],
  ['equals-ignore-case', detail({ state: [{ 'equals-ignore-case': 'INITIALIZING' }] })],
  ['anything-but', detail({ state: [{ 'anything-but': ['stopped', 'overloaded'] }] })],
  ['anything-but of numbers', detail({ price: [{ 'anything-but': [100, 200] }] })],
  ['anything-but, prefix', { region: [{ 'anything-but': { prefix: 'us-' } }] }],
  ['anything-but, prefixes', { region: [{ 'anything-but': { prefix: ['us-', 'ap-'] } }] }],
  ['anything-but, suffix', detail({ file: [{ 'anything-but': { suffix: ['.jpg', '.gif'] } }] })],
  [
    'anything-but, in any case',
    detail({ state: [{ 'anything-but': { 'equals-ignore-case': ['STOPPED'] } }] }),
  ],
  ['anything-but, wildcard', detail({ file: [{ 'anything-but': { wildcard: '*/lib/*' } }] })],
  ['anything-but, nothing', detail({ file: [{ 'anything-but': { wildcard: '' } }] })],
  ['numeric', detail({ price: [{ numeric: ['>', 10, '<=', 20] }] })],
  ['cidr', detail({ ip: [{ cidr: '10.0.0.0/24' }] })],
  ['cidr of IPv6', detail({ ip6: [{ cidr: '2001:db8::/32' }] })],
  ['exists', detail({ price: [{ exists: true }] })],
  ['exists not', detail({ cost: [{ exists: false }] })],
  ['null', detail({ user: [null] })],
  ['empty', detail({ last: [''] })],
  ['wildcard', detail({ file: [{ wildcard: 'dir/*.png' }] })],
  ['wildcard, several', detail({ file: [{ wildcard: '*/pic*/c*' }] })],
  ['wildcard, escaped', detail({ starred: [{ wildcard: 'a\\*b\\\\*' }] })],
  ['$or', { $or: [{ source: ['aws.s3'] }, detail({ price: [{ numeric: ['=', 15] }] })] }],
];

const notMatching: [string, object][] = [
  ['prefix is by case', detail({ state: [{ prefix: 'INIT' }] })],
  ['anything-but, prefix', { region: [{ 'anything-but': { prefix: ['us-', 'eu-'] } }] }],
  ['anything-but, wildcard', detail({ file: [{ 'anything-but': { wildcard: '*/pictures/*' } }] })],
  ['anything-but of what is absent', detail({ cost: [{ 'anything-but': 'x' }] })],
  ['cidr of another network', detail({ ip: [{ cidr: '10.0.1.0/24' }] })],
  ['cidr of a text', detail({ state: [{ cidr: '10.0.0.0/8' }] })],
  ['wildcard has to reach the end', detail({ file: [{ wildcard: 'dir/*.pn' }] })],
  ['wildcard does not read a part twice', detail({ state: [{ wildcard: 'initializing*g' }] })],
  ['an escaped star', detail({ file: [{ wildcard: 'dir/\\*.png' }] })],
  ['exists, of an object', detail({ responsible: [{ exists: true }] })],
  ['$or', { $or: [{ source: ['aws.s3'] }, detail({ price: [16] })] }],
];

describe('compilePattern', () => {
  test.each(matching)('%s: matches', (_title, pattern) => {
    expect(compilePattern(JSON.stringify(pattern), OPERATORS)(event)).toBe(true);
  });

  test.each(notMatching)('%s: does not match', (_title, pattern) => {
    expect(compilePattern(JSON.stringify(pattern), OPERATORS)(event)).toBe(false);
  });

  test.each([
    [{ source: [{ wildcard: 'a**' }] }, 'operand of wildcard is not of the right kind'],
    [{ source: [{ wildcard: 'a\\b' }] }, 'operand of wildcard is not of the right kind'],
    [{ source: [{ cidr: '10.0.0.0/33' }] }, 'operand of cidr is not of the right kind'],
    [{ source: [{ cidr: '10.0.0.0' }] }, 'operand of cidr is not of the right kind'],
    [
      { source: [{ 'anything-but': { numeric: ['=', 1] } }] },
      'operand of anything-but is not of the right kind',
    ],
    [{ source: [] }, 'source must not be an empty list'],
    [{ source: [{ 'anything-but': null }] }, 'operand of anything-but is not of the right kind'],
    [
      { source: [{ 'anything-but': ['x', null] }] },
      'operand of anything-but is not of the right kind',
    ],
    [
      { source: [{ 'anything-but': { prefix: '' } }] },
      'operand of anything-but is not of the right kind',
    ],
    [
      { source: [{ 'anything-but': { suffix: ['.x', ''] } }] },
      'operand of anything-but is not of the right kind',
    ],
    [
      { source: [{ 'anything-but': { prefix: { 'equals-ignore-case': 'x' } } }] },
      'operand of anything-but is not of the right kind',
    ],
    [{ price: [{ numeric: ['>', 0, '>', 0] }] }, 'operand of numeric is not of the right kind'],
    [{ price: [{ numeric: ['=', 0, '<', 9] }] }, 'operand of numeric is not of the right kind'],
    [{ source: [{ contains: 'x' }] }, 'unknown rule {"contains":"x"}'],
    [{ source: 'aws.ec2' }, 'source must be a list of rules or an object'],
  ])('%j: is refused', (pattern, problem) => {
    expect(() => compilePattern(JSON.stringify(pattern), OPERATORS)).toThrow(problem);
  });
});

// Recorded on AWS, and https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
describe('compileEventPattern', () => {
  const nested = { detail: { state: { status: 'running' } } };
  const dotted = { detail: { 'state.status': 'running' } };

  test.each<[string, object, object]>([
    ['dots in the pattern', { detail: { 'state.status': ['running'] } }, nested],
    ['dots in the event', { detail: { state: { status: ['running'] } } }, dotted],
    ['dots in both', { detail: { 'state.status': ['running'] } }, dotted],
    ['a whole path', { 'detail.state.status': ['running'] }, nested],
    ['dots in an alternative', { $or: [{ 'detail.state.status': ['running'] }] }, nested],
    [
      'a value beside what is below it',
      { detail: { state: ['on'], 'state.status': ['running'] } },
      { detail: { state: 'on', 'state.status': 'running' } },
    ],
    [
      'paths into the same element of a list',
      { detail: { 'all.a': [1], 'all.b': [2] } },
      { detail: { all: [{ a: 1, b: 2 }] } },
    ],
  ])('%s: are as objects within objects', (_title, pattern, event) => {
    expect(compileEventPattern(JSON.stringify(pattern))(event)).toBe(true);
  });

  test.each<[string, object, object]>([
    ['a step more in the pattern', { detail: { 'state.status': { status: ['running'] } } }, nested],
    [
      'a step more in the event',
      { detail: { state: { status: ['running'] } } },
      { detail: { 'state.status': { status: 'running' } } },
    ],
    [
      'paths into two elements of a list',
      { detail: { 'all.a': [1], 'all.b': [2] } },
      { detail: { all: [{ a: 1 }, { b: 2 }] } },
    ],
    ['a name that all objects have', { detail: { constructor: [{ exists: true }] } }, nested],
  ])('%s: does not match', (_title, pattern, event) => {
    expect(compileEventPattern(JSON.stringify(pattern))(event)).toBe(false);
  });

  test.each([
    ['Lambda', LAMBDA_OPERATORS],
    ['SNS', OPERATORS],
  ])('dots: are part of the name in filters of %s', (_service, operators) => {
    const pattern = JSON.stringify({ detail: { 'state.status': ['running'] } });
    expect(compilePattern(pattern, operators)(dotted)).toBe(true);
    expect(compilePattern(pattern, operators)(nested)).toBe(false);
  });
});
