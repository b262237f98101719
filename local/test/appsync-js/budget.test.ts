import { describe, expect, test } from 'vitest';
import { createRuntime } from '../../appsync-js/index.ts';
import { LIMITS } from '../../appsync-js/sandbox/watch.ts';
import { silentLog } from '../../shared/log.ts';
import { fixedClock, run } from './support.ts';

/** The same limits, but for the time: what never ends is as long in a tenth of it. */
const hasty = createRuntime({
  clock: fixedClock,
  log: silentLog,
  limits: { ...LIMITS, milliseconds: 200 },
});

/** Less of both: greed is met after a quarter of the work. */
const frugal = createRuntime({
  clock: fixedClock,
  log: silentLog,
  limits: { milliseconds: LIMITS.milliseconds / 2, heapBytes: LIMITS.heapBytes / 4 },
});

/** Bytes by which this process may grow while a greedy handler is run. */
const MOST_GROWTH = 512 * 1024 * 1024;

/** The error's text without its position, and what it took. */
function errorOf(
  body: string,
  context: object,
  runtime: typeof hasty,
): { message: string | undefined; seconds: number } {
  const begun = performance.now();
  const before = process.memoryUsage.rss();
  const { error } = run(body, context, 'request', runtime);
  expect(process.memoryUsage.rss() - before).toBeLessThan(MOST_GROWTH);
  const seconds = (performance.now() - begun) / 1_000;
  return { message: error?.message.replace(/^code\.js:\d+:\d+: /, ''), seconds };
}

const TOO_LONG = /^The code ran longer than 0\.2 s/;
/** Which of the limits is met first depends on the machine. */
const TOO_LARGE = /^The code .* memory\.$|^The code ran longer|^RangeError: Maximum call stack/;

const ARGUMENTS = {
  a: 'a'.repeat(60),
  long: 'a'.repeat(5_000),
  xml: `<r>${'<i a="1">x</i>'.repeat(300_000)}</r>`,
  text: 'x'.repeat(3_000_000),
  members: Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`m${i}`, i])),
};

/** What a handler reads of them: giving it all of them would take most of the time. */
const readBy = (body: string) => ({
  arguments: Object.fromEntries(
    Object.entries(ARGUMENTS).filter(([name]) =>
      new RegExp(`ctx\\.args\\.${name}\\b`, 'u').test(body),
    ),
  ),
});

/** Every time limit is waited for once: AWS's 30 s of a request are far. */
const MOST_SECONDS = 20;

describe('time', () => {
  const list = '[1,2,3,4,5,6,7,8,9,10]';
  const wide = `const w = ${list}.flatMap(() => ${list}).flatMap(() => ${list});`;
  test.each([
    ['matches, nested repetition', "return util.matches('(a+)+$', ctx.args.a + '!');"],
    ['matches, a choice repeated', "return util.matches('(a|aa)+', ctx.args.a + '!');"],
    ['matches, optional parts', "return util.matches('(a?){60}(a?){60}b', ctx.args.a);"],
    [
      'matches, a reference back',
      "return util.matches('(.*)(.*)(.*)(.*)(.*)\\\\1b', ctx.args.long);",
    ],
    ['matches, repetitions in a row', `return util.matches('${'a*'.repeat(12)}b', ctx.args.long);`],
    ['replace', "return (ctx.args.a + '!').replace('(a+)+$', 'x');"],
    ['replaceAll', "return (ctx.args.a + '!').replaceAll('(a*)*b', 'x');"],
    ['XML of many elements', 'return util.xml.toMap(ctx.args.xml);'],
    [
      'loops in loops',
      `${wide} let n = 0; for (const a of w) for (const b of w) for (const c of w) n += a; return n;`,
    ],
    [
      'functions of array methods in each other',
      `${wide} let n = 0; w.forEach((a) => w.forEach((b) => w.forEach((c) => { n += a; }))); return n;`,
    ],
    [
      'methods of lists in each other',
      `${wide} const t = w.flatMap(() => w); let n = 0; t.forEach((a) => { n += t.indexOf('x'); }); return n;`,
    ],
  ])('%s: ends with an error', (_name, body) => {
    const { message, seconds } = errorOf(body, readBy(body), hasty);
    expect(message).toMatch(TOO_LONG);
    expect(seconds).toBeLessThan(MOST_SECONDS);
  });

  test('a pattern that is only complicated: is searched as ever', () => {
    const pattern = String.raw`^([\w.+-]+)@((?:[\w-]+\.)+[a-z]{2,})$`;
    const { result } = run(
      `return { is: util.matches(ctx.args.p, ctx.args.m), not: util.matches(ctx.args.p, 'no'),
        first: ctx.args.m.replace(ctx.args.p, '$2 $1'), all: 'aXbX😀X'.replaceAll('(?:(x|X)+)*', '-') };`,
      { arguments: { p: pattern, m: 'ada@mail.example.com' } },
    );
    expect(result).toEqual({
      is: true,
      not: false,
      first: 'mail.example.com ada',
      all: '-a--b--😀--',
    });
  });

  test('after code that ran too long: the next handler runs', () => {
    const bomb = { arguments: { a: `${'a'.repeat(50)}!` } };
    const { error } = run("return util.matches('(a+)+$', ctx.args.a);", bomb);
    // Without limits of its own, as the engine runs it.
    expect(error?.message).toMatch(/ran longer than 2 s/);
    expect(run("return util.matches('(a+)+$', 'aaa');").result).toBe(true);
  });
});

describe('memory', () => {
  const loop = 'const times = []; times.length = 900; times.fill(0);';
  test.each([
    ['the keys of a text', 'return Object.entries(ctx.args.text).length;'],
    ['a list filled by its length', 'const a = []; a.length = 1e8; a.fill(1); return a.length;'],
    ['a list lengthened step by step', 'const a = []; a.length += 1e8; a.fill(1); return 1;'],
    [
      'a method of a long list behind ?.',
      `${loop} const a = { b: [] }; a.b.length = 2_400_000; a.b.fill(1); const all = []; for (const i of times) all.push(a?.b.slice(0)); return 1;`,
    ],
    [
      'the same behind two',
      `${loop} const a = { b: { c: [] } }; a.b.c.length = 2_400_000; const all = []; for (const i of times) all.push(a?.b.c.fill(i)?.slice(0).map((x) => x)); return 1;`,
    ],
    [
      'a method behind an optional call',
      `${loop} const a = []; a.length = 2_400_000; a.fill(1); const o = { f: () => a }; const all = []; for (const i of times) all.push(o.f?.(i).slice(0)); return 1;`,
    ],
    [
      'an optional method',
      `${loop} const a = { b: [] }; a.b.length = 2_400_000; a.b.fill(1); const all = []; for (const i of times) all.push(a?.b.slice?.(0)); return 1;`,
    ],
    [
      'a method of a chain in parentheses',
      `${loop} const a = { b: [] }; a.b.length = 2_400_000; a.b.fill(1); const all = []; for (const i of times) all.push((a?.b.slice)()); return 1;`,
    ],
    ['keys of a text in for-in', 'for (const k in ctx.args.text) return k;'],
    [
      'keys of a list in for-in',
      'const a = []; a.length = 2_400_000; a.fill(1); for (const k in a) return k;',
    ],
    [
      'long texts sorted',
      `${loop} const all = times.map((x, i) => \`\${ctx.args.text.slice(0, 900_000)}\${i}\`); return all.sort().length;`,
    ],
    [
      'long texts as keys',
      `${loop} const text = ctx.args.text.slice(0, 900_000); const all = {}; for (const i of times) for (const j of times) all[text + i + j + all.n] = 1; return 1;`,
    ],
    [
      'long lists logged',
      `${loop} const a = []; a.length = 900_000; a.fill(1); for (const i of times) console.log(a); return 1;`,
    ],
    [
      'long lists in appended errors',
      `${loop} const a = []; a.length = 900_000; a.fill(1); for (const i of times) util.appendError('x', 'y', a); return 1;`,
    ],
    [
      'large objects spread',
      `${loop} const all = []; for (const i of times) for (const j of times) all.push({ ...ctx.args.members }); return 1;`,
    ],
    [
      'the rest of large objects',
      `${loop} const all = []; for (const i of times) for (const j of times) { const { a, ...rest } = ctx.args.members; all.push(rest); } return 1;`,
    ],
    [
      'large objects assigned',
      `${loop} const all = []; for (const i of times) for (const j of times) all.push(Object.assign({}, ctx.args.members)); return 1;`,
    ],
    ['an element far out', 'const a = []; a[1e8] = 1; return a.map((x) => x);'],
    ['a rest of a long list', 'const a = []; a.length = 1e8; const [x, ...y] = a; return y;'],
    [
      'a list spread twice',
      `${loop} let a = [1]; for (const i of times) a = [...a, ...a]; return 1;`,
    ],
    [
      'a list joined to itself',
      `${loop} let a = [1]; for (const i of times) a = a.concat(a); return 1;`,
    ],
    ['a list pushed', `${loop} const a = [1]; for (const i of times) a.push(...a); return 1;`],
    [
      'lists of lists as JSON',
      `${loop} let a = ['x']; for (const i of times) { a = [a, a]; } return JSON.stringify(a);`,
    ],
    [
      'lists of lists returned',
      `${loop} let a = ['x']; for (const i of times) a = [a, a]; return a;`,
    ],
    [
      'in the stash',
      `${loop} let a = ['x']; for (const i of times) a = [a, a]; ctx.stash.a = a; return 1;`,
    ],
    [
      'logged',
      `${loop} let a = ['x']; for (const i of times) a = [a, a]; console.log(a); return 1;`,
    ],
    [
      'as an attribute',
      `${loop} let a = ['x']; for (const i of times) a = [a, a]; return util.dynamodb.toMapValues({ a });`,
    ],
    [
      'in an error',
      `${loop} let a = ['x']; for (const i of times) a = [a, a]; util.error('x', 'y', a);`,
    ],
    [
      'flattened',
      `${loop} let a = ['x']; for (const i of times) a = [a, a]; return a.flat(1000).length;`,
    ],
    [
      'as text',
      `${loop} let a = ['x']; for (const i of times) a = [a, a]; return \`\${a}\`.length;`,
    ],
    [
      'a text doubled',
      `${loop} let s = 'x'; for (const i of times) s += s; return s.indexOf('y');`,
    ],
    [
      'a text doubled in a template',
      `${loop} let s = 'x'; for (const i of times) s = \`\${s}\${s}\`; return s.length;`,
    ],
    [
      'a text joined',
      `${loop} let s = 'x'; for (const i of times) s = [s, s, s].join(''); return s.length;`,
    ],
    [
      'a text replaced',
      `${loop} let s = 'xx'; for (const i of times) s = s.replaceAll('x', 'xx'); return s.length;`,
    ],
    [
      'concat of texts',
      `${loop} let s = 'x'; for (const i of times) s = s.concat(s); return s.length;`,
    ],
    [
      'many small objects',
      `${loop} const a = []; for (const i of times) for (const j of times) a.push({ i, j, k: [i, j, {}], l: [[[[]]]] }); const b = []; for (const i of times) for (const j of times) b.push({ i, j, k: [i, j, {}], l: [[[[]]]] }); for (const i of times) for (const j of times) b.push({ i, j, k: [i, j, {}], l: [[[[]]]] }); return a.length + b.length;`,
    ],
  ])('%s: ends with an error', (_name, body) => {
    const { message, seconds } = errorOf(body, readBy(body), frugal);
    expect(message).toMatch(TOO_LARGE);
    expect(seconds).toBeLessThan(MOST_SECONDS);
  });

  test('what AppSync would answer: is not in the way', () => {
    const { result, error } = run(
      `const items = [];
       for (const a of ctx.args.list) for (const b of ctx.args.list) items.push({ a, text: \`\${a} of \${b}\` });
       return { count: items.length, text: items.map(({ text }) => text).join('\\n').length,
         copies: ctx.args.list.reduce((all, x) => [...all, x], []).length,
         json: JSON.stringify(items).length > 1e6 };`,
      { arguments: { list: Array.from({ length: 300 }, (_, index) => index) } },
    );
    expect(error).toBeNull();
    expect(result).toMatchObject({ count: 90_000, copies: 300, json: true });
  });
});

test('what is put around operands: changes nothing of the language', () => {
  const { result } = run(
    `const a = [3, 1, 2], o = { list: ['b', 'a'], f: (x) => x + 1, n: null };
     const [first, ...rest] = (0, a);
     let text = 'x';
     text += (1, 'y');
     o.list[o.list.length] = 'c';
     const chained = [o?.list?.slice(1)?.[0].toUpperCase(), o.none?.list.slice(0)?.map((x) => x),
       (o ?? a)?.list.slice(0, 1)?.map((x) => o?.f(x)), o?.['list'].map((x) => x)?.length,
       o.f?.(1).toFixed?.(1).slice(1), (o?.list.slice)(1), (o?.f)(1), o?.list.slice?.(1, 2), o.none?.list.slice?.(0),
       o?.list.slice(0).n?.a.slice(1), o.f?.(1), o?.f?.('z').toUpperCase(), o.none?.f?.(1).slice(0)];
     const call = (x) => o.list.map((y) => y + x).filter((y) => y !== 'bx').map((y) => \`<\${(0, y)}>\`);
     for (const v of a) text += o.list.indexOf('a') + v;
     return { chained, first, rest, text, called: call('x'), chain: o.none?.list.map((x) => x),
       also: o?.list.slice(1).map((x) => x.toUpperCase()), spread: [...(1, a), ...'ab'],
       max: Math.max(...a), own: o['f'](1), typed: typeof (a + a),
       nested: a.map((x) => ({ x })).map(({ x }) => x + (x > 1 ? 1 : 0)) };`,
  );
  expect(result).toEqual({
    chained: ['A', null, ['b1'], 3, '.0', ['a', 'c'], 2, ['a'], null, null, 2, 'Z1', null],
    first: 3,
    rest: [1, 2],
    text: 'xy423',
    called: ['<ax>', '<cx>'],
    also: ['A', 'C'],
    spread: [3, 1, 2, 'a', 'b'],
    max: 3,
    own: 2,
    typed: 'string',
    nested: [4, 1, 3],
  });
});

test('code without spaces, as minifiers write it: keywords stay apart from what is put around', () => {
  const body =
    'const a=ctx.args.list;if(a?.length)return[...a,...[typeof[...a],`${a}`+1]].map((x)=>x);return{...a}';
  expect(run(body, { arguments: { list: ['x'] } }).result).toEqual(['x', 'object', 'x1']);
  expect(run(body, { arguments: { list: null } }).result).toEqual({});
});
